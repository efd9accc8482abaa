using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Http;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests the certificates that HTTP checks show.</summary>
public sealed class HttpClientCertificateTests : IDisposable
{
    private const string Password = "hunter2";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly X509Certificate2 _server = TestCertificate.Create(TimeSpan.FromDays(30));
    private readonly X509Certificate2 _client = TestCertificate.Create(TimeSpan.FromDays(30), host: "client");

    private string Pfx => Path("client.pfx");

    [Fact]
    public async Task The_certificate_of_a_PFX_file_is_shown_with_the_others_in_it()
    {
        using X509Certificate2 root = TestCertificate.Create(TimeSpan.FromDays(30), host: "root");
        using X509Certificate2 issuer = Issue("issuer", root);
        using X509Certificate2 client = Issue("client", issuer);
        using X509Certificate2 publicIssuer = X509CertificateLoader.LoadCertificate(issuer.RawData);
        WritePfx(publicIssuer, client);
        await using ResourceServer server = await ResourceServer.StartAsync(_server);

        Assert.Equal(HealthStatus.Healthy, (await RunAsync(server, ("ClientCertificate", Pfx), ("ClientCertificatePassword", Password))).Status);
        Assert.Equal((client.Thumbprint, true), (server.LastClientCertificate, server.ClientChain.Contains(issuer.Thumbprint)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_certificate_of_a_PEM_file_is_shown(bool keyApart, bool encrypted)
    {
        using RSA key = _client.GetRSAPrivateKey()!;
        string keyText = encrypted
            ? key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))
            : key.ExportPkcs8PrivateKeyPem();
        string certificate = _client.ExportCertificatePem();
        await File.WriteAllTextAsync(Path("client.pem"), keyApart ? certificate : $"{keyText}\n{certificate}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path("client.key"), keyText, TestContext.Current.CancellationToken);
        List<(string, string)> settings = [("ClientCertificate", Path("client.pem"))];
        if (keyApart)
        {
            settings.Add(("ClientCertificateKeyPath", Path("client.key")));
        }

        if (encrypted)
        {
            settings.Add(("ClientCertificatePassword", Password));
        }

        await using ResourceServer server = await ResourceServer.StartAsync(_server);

        Assert.Equal(HealthStatus.Healthy, (await RunAsync(server, [.. settings])).Status);
        Assert.Equal(_client.Thumbprint, server.LastClientCertificate);
    }

    [Theory]
    [InlineData("false", 3)]
    [InlineData("true", 2)]
    public async Task A_file_that_changes_counts_from_the_next_run_and_no_connection_is_kept_beyond_that(string reuse, int connections)
    {
        using X509Certificate2 renewed = TestCertificate.Create(TimeSpan.FromDays(30), host: "renewed");
        WritePfx(_client);
        await using ResourceServer server = await ResourceServer.StartAsync(_server);
        using HttpHealthCheck check = Check(server, ("ClientCertificate", Pfx), ("ClientCertificatePassword", Password), ("ReuseConnections", reuse));

        await HttpProbe.RunAsync(check);
        await HttpProbe.RunAsync(check);
        string? before = server.LastClientCertificate;
        WritePfx(renewed);
        HealthCheckResult result = await HttpProbe.RunAsync(check);

        Assert.Equal((_client.Thumbprint, renewed.Thumbprint), (before, server.LastClientCertificate));
        Assert.Equal((HealthStatus.Healthy, connections), (result.Status, server.Connections.Count));
    }

    [Theory]
    [InlineData("missing.pfx", Password)]
    [InlineData("client.pfx", "wrong")]
    [InlineData("garbage.pfx", Password)]
    [InlineData("empty.pfx", Password)]
    [InlineData("keyless.pem", null)]
    [InlineData("no-certificate.pem", null)]
    public async Task A_file_that_cannot_be_used_is_an_ERROR_without_a_request(string file, string? password)
    {
        WritePfx(_client);
        await File.WriteAllTextAsync(Path("garbage.pfx"), "hello", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path("empty.pfx"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path("keyless.pem"), _client.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path("no-certificate.pem"), "-----BEGIN NONE-----\n-----END NONE-----\n", TestContext.Current.CancellationToken);
        await using ResourceServer server = await ResourceServer.StartAsync(_server);

        HealthCheckResult result = await RunAsync(
            server, [("ClientCertificate", Path(file)), .. password is null ? Array.Empty<(string, string)>() : [("ClientCertificatePassword", password)]]);

        Assert.Equal((HealthStatus.Unhealthy, "The client certificate cannot be read."), (result.Status, result.Description));
        Assert.Equal(HealthReason.Authentication, result.Data[HealthCheckResultExtensions.ReasonKey]);
        Assert.DoesNotContain(Password, result.Exception!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task The_certificate_is_not_shown_to_another_origin()
    {
        WritePfx(_client);
        await using ResourceServer other = await ResourceServer.StartAsync(_server);
        await using ResourceServer server = await ResourceServer.StartAsync(_server);
        using HttpHealthCheck check = HttpProbe.Check(
            $"https://localhost:{new Uri(server.Url).Port}/302?to=https://localhost:{new Uri(other.Url).Port}/200",
            TestCertificate.Trust(_server),
            settings: [("ClientCertificate", Pfx), ("ClientCertificatePassword", Password), ("FollowRedirects", "true")]);

        HealthCheckResult result = await HttpProbe.RunAsync(check);

        Assert.Equal((HealthStatus.Healthy, 1), (result.Status, other.Requests));
        Assert.Equal((_client.Thumbprint, null), (server.LastClientCertificate, other.LastClientCertificate));
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static X509Certificate2 Issue(string name, X509Certificate2 issuer)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}, O={Guid.NewGuid()}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        X509SignatureGenerator signer = X509SignatureGenerator.CreateForRSA(issuer.GetRSAPrivateKey()!, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.Create(issuer.SubjectName, signer, issuer.NotBefore, issuer.NotAfter, [1]);
        return certificate.CopyWithPrivateKey(key);
    }

    private async Task<HealthCheckResult> RunAsync(ResourceServer server, params (string Key, string Value)[] settings)
    {
        using HttpHealthCheck check = Check(server, settings);
        return await HttpProbe.RunAsync(check);
    }

    private HttpHealthCheck Check(ResourceServer server, params (string Key, string Value)[] settings) =>
        HttpProbe.Check($"https://localhost:{new Uri(server.Url).Port}/200", TestCertificate.Trust(_server), settings: settings);

    private void WritePfx(params X509Certificate2[] certificates) =>
        File.WriteAllBytes(Pfx, new X509Certificate2Collection(certificates).Export(X509ContentType.Pfx, Password)!);

    private string Path(string file) => System.IO.Path.Combine(_folder.FullName, file);
}
