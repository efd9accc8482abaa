using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using HealthFunctions.Checks.Http;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests every setting of <c>Type=Http</c> against a real server.</summary>
public sealed class HttpResourceCheckTests
{
    [Theory]
    [InlineData("/404", HealthStatus.Healthy, null, "ExpectedStatus", "404")]
    [InlineData("/200", HealthStatus.Unhealthy, "Expected status 404, got 200.", "ExpectedStatus", "404")]
    [InlineData("/599", HealthStatus.Unhealthy, "Expected status 200-299, got 599.", "Method", "GET")]
    [InlineData("/200", HealthStatus.Healthy, null, "ExpectedBody", "^status \\d+$")]
    [InlineData("/200", HealthStatus.Unhealthy, "The body does not match '^x'.", "ExpectedBody", "^x")]
    [InlineData("/200", HealthStatus.Healthy, null, "MaxBodyBytes", "10")]
    [InlineData("/302", HealthStatus.Unhealthy, "Expected status 200-299, got 302.", "FollowRedirects", "false")]
    [InlineData("/302", HealthStatus.Healthy, null, "FollowRedirects", "true")]
    public async Task The_settings_decide_what_response_is_healthy(string path, HealthStatus status, string? description, string key, string value)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await ProbeAsync(server.Url + path, (key, value));

        Assert.Equal((status, description), (entry.Status, entry.Description));
    }

    [Theory]
    [InlineData("/200", "9")]
    [InlineData("/huge", "65536")]
    public async Task A_body_over_the_limit_is_an_ERROR(string path, string limit)
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await ProbeAsync(server.Url + path, ("MaxBodyBytes", limit));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<HttpRequestException>(entry.Exception);
    }

    [Fact]
    public async Task A_pattern_that_takes_too_long_is_an_ERROR()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        HealthReportEntry entry = await ProbeAsync($"{server.Url}/hostile", ("ExpectedBody", "^(a|aa)+$"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<RegexMatchTimeoutException>(entry.Exception);
    }

    [Fact]
    public async Task The_request_has_the_method_and_headers_of_its_settings()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await ProbeAsync($"{server.Url}/200", ("Method", "head"), ("Headers__Authorization", "Bearer t"), ("Headers__User-Agent", "mine/1"));

        Assert.Equal("HEAD", server.LastMethod);
        Assert.Equal("Bearer t", server.LastHeaders["Authorization"]);
        Assert.Equal("mine/1", server.LastHeaders["User-Agent"]);
    }

    [Fact]
    public async Task Headers_may_be_one_JSON_object_beside_settings_of_their_own()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await ProbeAsync($"{server.Url}/200", ("Headers", """{"X-Api-Key":"k"}"""), ("Headers__Authorization", "Bearer t"));

        Assert.Equal("k", server.LastHeaders["X-Api-Key"]);
        Assert.Equal("Bearer t", server.LastHeaders["Authorization"]);
    }

    [Fact]
    public async Task The_default_user_agent_is_HealthFunctions()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();

        await ProbeAsync($"{server.Url}/200");

        Assert.Equal("GET", server.LastMethod);
        Assert.Equal("HealthFunctions", server.LastHeaders["User-Agent"]);
    }

    [Fact]
    public async Task Probes_share_a_connection()
    {
        await using ResourceServer server = await ResourceServer.StartAsync();
        await using ServiceProvider services = Services($"{server.Url}/200", ("MaxAge", "00:00:00"));

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(HealthStatus.Healthy, (await ReportAsync(services)).Status);
        }

        Assert.Equal(10, server.Requests);
        Assert.Single(server.Connections);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_an_ERROR()
    {
        using X509Certificate2 certificate = Certificate(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);

        HealthReportEntry entry = await ProbeAsync($"{server.Url}/200");

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<HttpRequestException>(entry.Exception);
    }

    [Theory]
    [InlineData("31.00:00:00", HealthStatus.Degraded)]
    [InlineData("29.00:00:00", HealthStatus.Healthy)]
    public async Task A_certificate_near_its_expiry_is_a_WARNING_on_every_probe(string warning, HealthStatus status)
    {
        using X509Certificate2 certificate = Certificate(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        using HttpResourceCheck check = new(
            Options($"{server.Url}/200".Replace("127.0.0.1", "localhost", StringComparison.Ordinal), ("CertificateExpiryWarning", warning)),
            TimeProvider.System,
            new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            });

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(status, (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status);
        }

        Assert.Single(server.Connections);
    }

    private static async Task<HealthReportEntry> ProbeAsync(string url, params IEnumerable<(string Key, string Value)> settings)
    {
        await using ServiceProvider services = Services(url, settings);
        return await ReportAsync(services);
    }

    private static async Task<HealthReportEntry> ReportAsync(ServiceProvider services)
    {
        HealthReport report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        return report.Entries["site"];
    }

    private static ServiceProvider Services(string url, params IEnumerable<(string Key, string Value)> settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSettings(Settings(url, settings)).AddHealthFunctions();
        return services.BuildServiceProvider();
    }

    private static HttpResourceOptions Options(string url, params IEnumerable<(string Key, string Value)> settings) => HttpResourceOptions.Read(
        new SettingsSection(Configured.With(Settings(url, settings)).GetSection("HealthChecks:site"), new SettingsErrors()));

    private static IEnumerable<(string Key, string? Value)> Settings(string url, IEnumerable<(string Key, string Value)> settings) =>
    [
        ("HealthChecks__site__Type", "Http"),
        ("HealthChecks__site__Url", url),
        .. settings.Select(setting => ($"HealthChecks__site__{setting.Key}", (string?)setting.Value)),
    ];

    private static X509Certificate2 Certificate(TimeSpan life)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now + life);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
