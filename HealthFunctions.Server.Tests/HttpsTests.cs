using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>The settings by which ASP.NET Core configures https and endpoints, in the real process over real TLS.</summary>
public sealed class HttpsTests : IDisposable
{
    private const string Running = """{"message":"API running","code":"OK","ok":true}""";
    private const string AnyPort = "https://127.0.0.1:0";

    private readonly CertificateFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("Kestrel")]
    [InlineData("ASPNETCORE_Kestrel")]
    public async Task An_https_URL_is_served_with_the_default_certificate(string section)
    {
        await using AppProcess app = await AppProcess.StartAsync(
            [($"{section}__Certificates__Default__Path", _files.Pfx), ($"{section}__Certificates__Default__Password", CertificateFiles.Password)],
            "--urls", AnyPort);

        await AnswersByHttpsAsync(app);
    }

    [Fact]
    public async Task A_certificate_may_have_its_key_in_a_file_of_its_own()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            [("ASPNETCORE_URLS", AnyPort)], "--Kestrel:Certificates:Default:Path", _files.Pem, "--Kestrel:Certificates:Default:KeyPath", _files.Key);

        await AnswersByHttpsAsync(app);
    }

    [Fact]
    public async Task An_endpoint_brings_its_own_certificate()
    {
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("Kestrel__Endpoints__public__Url", AnyPort),
            ("Kestrel__Endpoints__public__Certificate__Path", _files.Pfx),
            ("Kestrel__Endpoints__public__Certificate__Password", CertificateFiles.Password),
        ]);

        await AnswersByHttpsAsync(app);
    }

    [Fact]
    public async Task Endpoints_beat_URLs_and_the_log_says_so()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            [("Kestrel__Endpoints__plain__Url", "http://127.0.0.1:0")], "--urls", "http://127.0.0.1:1");

        await app.Client.AnswerAsync("/_system/check", 200, Running);
        Assert.Contains("Overriding", app.Output[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_and_https_are_served_side_by_side_and_both_are_printed()
    {
        await using AppProcess app = await AppProcess.StartAsync(
            [("Kestrel__Certificates__Default__Path", _files.Pfx), ("Kestrel__Certificates__Default__Password", CertificateFiles.Password)],
            "--urls", $"http://127.0.0.1:0;{AnyPort}");

        Assert.Collection(
            app.Output,
            _ => { },
            line => Assert.StartsWith("  http://", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  https://", line, StringComparison.Ordinal),
            _ => { });
        await AnswersByHttpsAsync(app);
    }

    [Fact]
    public Task An_https_URL_without_a_certificate_stops_the_start() =>
        StopsAsync("The certificate for https is Kestrel__Certificates__Default__Path", ("URLS", AnyPort));

    [Fact]
    public Task An_https_endpoint_without_a_certificate_stops_the_start() =>
        StopsAsync("The certificate for https is Kestrel__Certificates__Default__Path", ("Kestrel__Endpoints__a__Url", AnyPort));

    [Fact]
    public Task A_certificate_that_is_not_there_stops_the_start() => StopsAsync(
        "Kestrel__Certificates__Default: Could not find file",
        ("URLS", AnyPort),
        ("Kestrel__Certificates__Default__Path", Path.Combine(AppContext.BaseDirectory, "nowhere.pfx")));

    [Theory]
    [InlineData("Kestrel")]
    [InlineData("ASPNETCORE_Kestrel")]
    public Task A_wrong_password_stops_the_start(string section) => StopsAsync(
        $"  {section}__Certificates__Default: The certificate data cannot be read with the provided password",
        ("URLS", AnyPort),
        ($"{section}__Certificates__Default__Path", _files.Pfx),
        ($"{section}__Certificates__Default__Password", "wrong"));

    [Theory]
    [InlineData(nameof(CertificateFiles.Pem))]
    [InlineData(nameof(CertificateFiles.Der))]
    [InlineData(nameof(CertificateFiles.KeylessPfx))]
    public async Task A_certificate_without_its_private_key_stops_the_start(string file)
    {
        string path = file switch
        {
            nameof(CertificateFiles.Pem) => _files.Pem,
            nameof(CertificateFiles.Der) => _files.Der,
            _ => _files.KeylessPfx,
        };

        await StopsAsync(
            "  Kestrel__Certificates__Default is a certificate without its private key; allowed: ",
            ("URLS", AnyPort),
            ("Kestrel__Certificates__Default__Path", path),
            ("Kestrel__Certificates__Default__Password", CertificateFiles.Password));
        await StopsAsync(
            "  ASPNETCORE_Kestrel__Endpoints__a__Certificate is a certificate without its private key; allowed: ",
            ("ASPNETCORE_Kestrel__Endpoints__a__Url", AnyPort),
            ("ASPNETCORE_Kestrel__Endpoints__a__Certificate__Path", path),
            ("ASPNETCORE_Kestrel__Endpoints__a__Certificate__Password", CertificateFiles.Password));
    }

    [Fact]
    public Task A_file_that_is_no_certificate_stops_the_start() => StopsAsync(
        "Kestrel__Certificates__Default: ", ("URLS", AnyPort), ("Kestrel__Certificates__Default__Path", _files.Key));

    [Fact]
    public async Task Every_wrong_certificate_of_endpoints_is_named_by_its_key()
    {
        (int exitCode, _, string errors) = await AppProcess.RunAsync(
        [
            ("Kestrel__Endpoints__good__Url", AnyPort),
            ("Kestrel__Endpoints__good__Certificate__Path", _files.Pfx),
            ("Kestrel__Endpoints__good__Certificate__Password", CertificateFiles.Password),
            ("Kestrel__Endpoints__missing__Url", AnyPort),
            ("Kestrel__Endpoints__missing__Certificate__Path", "nowhere.pfx"),
            ("Kestrel__Endpoints__wrong__Url", AnyPort),
            ("Kestrel__Endpoints__wrong__Certificate__Path", _files.Pfx),
            ("Kestrel__Endpoints__wrong__Certificate__Password", "wrong"),
        ]);

        Assert.Equal(78, exitCode);
        Assert.Collection(
            errors.TrimEnd().Split('\n'),
            line => Assert.Equal("The settings are wrong (2):", line.TrimEnd()),
            line => Assert.StartsWith("  Kestrel__Endpoints__missing__Certificate: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("  Kestrel__Endpoints__wrong__Certificate: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public Task An_endpoint_without_a_URL_stops_the_start() =>
        StopsAsync("Kestrel__Endpoints__a__Url is missing", ("Kestrel__Endpoints__a__Protocols", "Http1"));

    [Theory]
    [InlineData("Kestrel__Endpoints__a__ClientCertificateMode", "RequiredCertificate", "is 'RequiredCertificate'; allowed: NoCertificate, AllowCertificate, RequireCertificate, DelayCertificate.")]
    [InlineData("Kestrel__Endpoints__a__ClientCertMode", "RequireCertificate", "is unknown; allowed: Url, Certificate, Protocols, SslProtocols, ClientCertificateMode, Sni.")]
    [InlineData("Kestrel__Endpoints__a__Protocols", "Http4", "is 'Http4'; allowed: Http1, Http2, Http1AndHttp2.")]
    [InlineData("Kestrel__Endpoints__a__Protocols__0", "Http1", "is below a key of one value; allowed: Kestrel__Endpoints__a__Protocols alone.")]
    [InlineData("Kestrel__Endpoints__a__SslProtocols", "Tls12", "is a value; allowed: keys below it, Kestrel__Endpoints__a__SslProtocols__0 and so on.")]
    [InlineData("Kestrel__Endpoints__a__SslProtocols__0", "Tls1.2", "is 'Tls1.2'; allowed: None, Tls, Tls11, Tls12, Tls13.")]
    [InlineData("Kestrel__Endpoints__a__SslProtocols__x", "Tls12", "is not of a list; allowed: Kestrel__Endpoints__a__SslProtocols__0 and so on.")]
    [InlineData("Kestrel__Endpoints__a__Certificate__Pasword", "hidden", "is unknown (did you mean Password?); allowed: Path, KeyPath, Password, Subject, Store, Location, AllowInvalid.")]
    [InlineData("Kestrel__Endpoints__a__Certificate__Path__0", "x", "is below a key of one value")]
    [InlineData("Kestrel__Endpoints__a__Sni__example.org__ClientCertificateMode", "Require", "is 'Require'; allowed: NoCertificate")]
    [InlineData("Kestrel__EndpointDefaults__ClientCertificateMode", "Require", "is 'Require'; allowed: NoCertificate")]
    [InlineData("ASPNETCORE_Kestrel__EndpointDefaults__Url", "x", "is unknown; allowed: Protocols, SslProtocols, ClientCertificateMode.")]
    [InlineData("ASPNETCORE_Kestrel__Certificates__Defualt__Path", "x", "is unknown (did you mean Default?); allowed: Default, Development.")]
    [InlineData("Kestrel__Certificates__Default__Location", "Here", "is 'Here'; allowed: CurrentUser, LocalMachine.")]
    [InlineData("Kestrel__Endpoint__a__Url", "http://127.0.0.1:0", "is unknown (did you mean Endpoints?); allowed: Endpoints, EndpointDefaults, Certificates, Limits.")]
    public async Task What_Kestrel_would_pass_over_stops_the_start(string key, string value, string problem)
    {
        string wrong = key.Replace("__Endpoint__a__Url", "__Endpoint", StringComparison.Ordinal).Replace("__Defualt__Path", "__Defualt", StringComparison.Ordinal);

        await StopsAsync($"  {wrong} {problem}", ("Kestrel__Endpoints__a__Url", "http://127.0.0.1:0"), (key, value));
    }

    [Fact]
    public async Task An_endpoint_can_require_the_certificate_of_its_client()
    {
        await using AppProcess app = await AppProcess.StartAsync(
        [
            ("Kestrel__Endpoints__a__Url", AnyPort),
            ("Kestrel__Endpoints__a__ClientCertificateMode", "requirecertificate"),
            ("Kestrel__Endpoints__a__SslProtocols__0", "Tls12"),
            ("Kestrel__Endpoints__a__Protocols", "Http1"),
            ("Kestrel__Certificates__Default__Path", _files.Pfx), ("Kestrel__Certificates__Default__Password", CertificateFiles.Password),
        ]);

        using HttpClient client = _files.CreateClient(app.Client.BaseAddress!);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri("/_system/check", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private static async Task StopsAsync(string message, params (string Key, string? Value)[] settings)
    {
        (int exitCode, string output, string errors) = await AppProcess.RunAsync(settings);

        Assert.Equal(78, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("The settings are wrong (1):", errors, StringComparison.Ordinal);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Equal(2, errors.TrimEnd().Split('\n').Length);
    }

    /// <summary>The address that was printed last is the app's.</summary>
    private async Task AnswersByHttpsAsync(AppProcess app)
    {
        Assert.Equal("https", app.Client.BaseAddress!.Scheme);
        using HttpClient client = _files.CreateClient(app.Client.BaseAddress);
        await client.AnswerAsync("/_system/check", 200, Running);
    }
}
