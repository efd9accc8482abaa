using System.Globalization;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>The process as the probe of a container.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task It_probes_another_of_its_kind()
    {
        await using AppProcess app = await AppProcess.StartAsync();

        (int exitCode, string output, string errors) = await ProbeAsync(app, "/_system/check");

        Assert.Equal(0, exitCode);
        Assert.Empty(output);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task An_answer_that_is_not_2xx_is_told_without_the_query()
    {
        await using AppProcess app = await AppProcess.StartAsync();

        (int exitCode, _, string errors) = await ProbeAsync(app, "/_system/check/nope?code=secret");

        Assert.Equal(1, exitCode);
        Assert.Equal($"{app.Client.BaseAddress}_system/check/nope answered 404.", errors.TrimEnd());
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told()
    {
        using ReservedPort port = new();

        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: ["--probe", port.Url]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"{port.Url} cannot be asked: ", errors, StringComparison.Ordinal);
        Assert.Contains("refused", errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_app_that_serves_https_alone_is_probed_at_loopback_whatever_its_certificate_names()
    {
        using CertificateFiles files = new();
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("URLS", "https://127.0.0.1:0"),
            ("Kestrel__Certificates__Default__Path", files.Pfx), ("Kestrel__Certificates__Default__Password", CertificateFiles.Password),
        ]);

        (int exitCode, _, string errors) = await ProbeAsync(app, "/_system/check");

        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task What_a_server_sends_does_not_reach_the_terminal_as_it_is()
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 \u001b[2J\u009b\r\n\r\n");
        });

        (int exitCode, _, string errors) = await AppProcess.RunAsync(args: ["--probe", server.Url]);

        Assert.Equal(1, exitCode);
        Assert.Contains("\\u001B[2", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(errors.TrimEnd(), char.IsControl);
    }

    [Theory]
    [InlineData("PORT", "{0}")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "{0};1")]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:{0}")]
    [InlineData("URLS", "http://[::]:{0}")]
    [InlineData("URLS", "http://localhost:{0}/")]
    [InlineData("Kestrel__Endpoints__a__Url", "http://127.0.0.1:{0}")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "{0}")]
    public async Task Without_a_URL_it_asks_the_app_of_its_own_settings(string key, string value)
    {
        await using AppProcess app = await AppProcess.StartAsync();
        string setting = string.Format(CultureInfo.InvariantCulture, value, app.Client.BaseAddress!.Port);

        (int exitCode, _, string errors) = await AppProcess.RunAsync([("ASPNETCORE_URLS", null), (key, setting)], "--probe");

        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
        using ReservedPort port = new();
        string nobody = string.Format(CultureInfo.InvariantCulture, value, port.Number);
        (exitCode, _, errors) = await AppProcess.RunAsync([("ASPNETCORE_URLS", null), (key, nobody)], "--probe");
        Assert.Equal(1, exitCode);
        Assert.Contains($":{port.Number}/_system/check cannot be asked: ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PORT", "0")]
    [InlineData("PORT", "x")]
    [InlineData("URLS", "nonsense")]
    public async Task Without_a_URL_it_needs_settings_that_name_a_port(string key, string value)
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync([("ASPNETCORE_URLS", null), (key, value)], "--probe");

        Assert.Equal(64, exitCode);
        Assert.StartsWith("The settings name no port that --probe could ask; allowed: ", errors, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Errors)> ProbeAsync(AppProcess app, string path) =>
        AppProcess.RunAsync(args: ["--probe", new Uri(app.Client.BaseAddress!, path).ToString()]);
}
