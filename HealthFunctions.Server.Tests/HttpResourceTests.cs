using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>A check from settings that probes a real server, in the real process.</summary>
public sealed class HttpResourceTests
{
    [Theory]
    [InlineData("/200", 200, Expect.Ok)]
    [InlineData("/404", 500, Expect.Error)]
    [InlineData("/500", 500, Expect.Error)]
    [InlineData("/599", 500, Expect.Error)]
    [InlineData("/302", 500, Expect.Error)]
    [InlineData("/reset", 500, Expect.Error)]
    [InlineData("/drip", 500, Expect.Error)]
    [InlineData("/never", 500, Expect.Error)]
    [InlineData("/huge", 500, Expect.Error)]
    public async Task What_the_resource_does_is_the_checks_status(string path, int status, string body)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(
            [("HealthChecks__site__Type", "Http"), ("HealthChecks__site__Url", server.Url + path), ("HealthChecks__site__Timeout", "00:00:01")]);

        await app.Client.AnswerAsync("/_system/check/site", status, body);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_ERROR()
    {
        using ReservedPort port = new();
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("HealthChecks__refused__Type", "Http"), ("HealthChecks__refused__Url", port.Url),
            ("HealthChecks__unknown__Type", "Http"), ("HealthChecks__unknown__Url", "http://nowhere.invalid/"),
        ]);

        await app.Client.AnswerAsync("/_system/check/refused", 500, Expect.Error);
        await app.Client.AnswerAsync("/_system/check/unknown", 500, Expect.Error);
    }

    [Theory]
    [InlineData("true", 200, Expect.Ok, 1)]
    [InlineData("false", 500, Expect.Error, 0)]
    public async Task The_proxy_of_the_environment_is_used_where_UseProxy_says_so(string useProxy, int status, string body, int requests)
    {
        await using ResourceServer proxy = await ResourceServer.StartAsync();
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("http_proxy", proxy.Url),
            ("HealthChecks__site__Type", "Http"), ("HealthChecks__site__Url", "http://nowhere.invalid/200"), ("HealthChecks__site__UseProxy", useProxy),
        ]);

        await app.Client.AnswerAsync("/_system/check/site", status, body);

        Assert.Equal(requests, proxy.Requests);
    }

    [Theory]
    [InlineData("29.00:00:00", 200, Expect.Ok)]
    [InlineData("31.00:00:00", 500, Expect.Warning)]
    public async Task A_proxy_opens_a_tunnel_to_an_https_resource(string expiryWarning, int status, string body)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It says whom to trust by SSL_CERT_FILE, which only Linux reads.");
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30), host: "shop.invalid");
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        Uri address = new(server.Url);
        await using ScriptedServer proxy = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n\r\n");
            await connection.RelayAsync(address.Host, address.Port);
        });
        string trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("SSL_CERT_FILE", trusted), ("https_proxy", proxy.Url),
            ("HealthChecks__site__Type", "Http"), ("HealthChecks__site__Url", "https://shop.invalid/200"),
            ("HealthChecks__site__UseProxy", "true"), ("HealthChecks__site__CertificateExpiryWarning", expiryWarning),
        ]);

        await app.Client.AnswerAsync("/_system/check/site", status, body);

        Assert.StartsWith("CONNECT shop.invalid:443 ", proxy.Connections[0].Requests[0], StringComparison.Ordinal);
        File.Delete(trusted);
    }
}
