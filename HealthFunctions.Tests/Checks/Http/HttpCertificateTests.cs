using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Http;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Http;

/// <summary>Tests which certificates HTTP checks trust, and which they warn of.</summary>
public sealed class HttpCertificateTests
{
    private static readonly (string Key, string Value) Warn = ("CertificateExpiryWarning", "20.00:00:00");

    [Fact]
    public async Task An_untrusted_certificate_is_an_ERROR()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);

        HealthReportEntry entry = await HttpProbe.ReportAsync(Localhost(server));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<AuthenticationException>(entry.Exception!.InnerException);
    }

    [Theory]
    [InlineData("31.00:00:00", "false", HealthStatus.Degraded)]
    [InlineData("29.00:00:00", "false", HealthStatus.Healthy)]
    [InlineData("31.00:00:00", "true", HealthStatus.Degraded)]
    [InlineData("29.00:00:00", "true", HealthStatus.Healthy)]
    public async Task A_certificate_near_its_expiry_is_a_WARNING_on_every_probe(string warning, string reuse, HealthStatus status)
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        using HttpHealthCheck check = HttpProbe.Check(
            Localhost(server), TestCertificate.Trust(certificate), settings: [("CertificateExpiryWarning", warning), ("ReuseConnections", reuse)]);

        Assert.Equal([status, status], [await StatusAsync(check), await StatusAsync(check)]);
        Assert.Equal(reuse == "true" ? 1 : 2, server.Connections.Count);
    }

    [Fact]
    public async Task The_days_that_are_left_are_in_the_data()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        using HttpHealthCheck check = HttpProbe.Check(Localhost(server), TestCertificate.Trust(certificate));

        HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(new ObservedValue(29, "d"), result.Data[CertificateExpiry.DaysLeft]);
    }

    [Fact]
    public async Task A_new_certificate_counts_from_the_next_probe()
    {
        using X509Certificate2 old = TestCertificate.Create(TimeSpan.FromDays(10));
        using X509Certificate2 renewed = TestCertificate.Create(TimeSpan.FromDays(90));
        X509Certificate2 current = old;
        await using ResourceServer server = await ResourceServer.StartAsync(() => current);
        using HttpHealthCheck check = HttpProbe.Check(Localhost(server), TestCertificate.Trust(old, renewed), settings: Warn);

        HealthStatus before = await StatusAsync(check);
        current = renewed;

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Healthy), (before, await StatusAsync(check)));
    }

    [Fact]
    public async Task The_certificate_of_a_connection_that_outlived_the_run_it_was_made_for_is_watched()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(10));
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SemaphoreSlim answer = new(0);
        int handshakes = 0;
        await using ResourceServer server = await ResourceServer.StartAsync(() =>
        {
            if (Interlocked.Increment(ref handshakes) == 1)
            {
                asked.SetResult();
                answer.Wait();
            }

            return certificate;
        });
        using HttpHealthCheck check = HttpProbe.Check(
            Localhost(server), TestCertificate.Trust(certificate), settings: [Warn, ("ReuseConnections", "true")]);
        using CancellationTokenSource run = new();
        Task<HealthCheckResult> first = check.CheckHealthAsync(new HealthCheckContext(), run.Token);
        await asked.Task;
        await run.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Task<HealthCheckResult> second = check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        answer.Release();

        Assert.Equal((HealthStatus.Degraded, 1), ((await second).Status, handshakes));
    }

    [Fact]
    public async Task The_certificate_of_a_kept_connection_that_a_redirect_has_made_is_watched()
    {
        using X509Certificate2 old = TestCertificate.Create(TimeSpan.FromDays(90));
        using X509Certificate2 current = TestCertificate.Create(TimeSpan.FromDays(10));
        int handshakes = 0;
        await using ResourceServer server = await ResourceServer.StartAsync(() => Interlocked.Increment(ref handshakes) == 1 ? old : current);
        using HttpHealthCheck check = HttpProbe.Check(
            Localhost(server, "302-close"), TestCertificate.Trust(old, current), settings: [Warn, ("ReuseConnections", "true"), ("FollowRedirects", "true")]);

        Assert.Equal(HealthStatus.Degraded, await StatusAsync(check));
        Assert.Equal(2, handshakes);
    }

    [Fact]
    public async Task With_a_Host_header_the_certificate_is_that_of_its_host()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(10), host: "shop.example.com");
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        using HttpHealthCheck check = HttpProbe.Check(
            Localhost(server), TestCertificate.Trust(certificate), settings: [Warn, ("Headers__Host", "shop.example.com")]);

        Assert.Equal(HealthStatus.Degraded, await StatusAsync(check));
    }

    [Fact]
    public async Task With_a_Host_header_the_certificate_of_the_URL_is_not_trusted()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(10));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        using HttpHealthCheck check = HttpProbe.Check(
            Localhost(server), TestCertificate.Trust(certificate), settings: [Warn, ("Headers__Host", "shop.example.com")]);

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(check));
        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public async Task The_certificate_of_where_a_redirect_leads_is_not_watched()
    {
        using X509Certificate2 own = TestCertificate.Create(TimeSpan.FromDays(90));
        using X509Certificate2 others = TestCertificate.Create(TimeSpan.FromDays(10));
        await using ResourceServer other = await ResourceServer.StartAsync(others);
        await using ResourceServer server = await ResourceServer.StartAsync(own);
        using HttpHealthCheck check = HttpProbe.Check(
            $"https://localhost:{new Uri(server.Url).Port}/302?to={Localhost(other)}",
            TestCertificate.Trust(own, others),
            settings: [Warn, ("FollowRedirects", "true")]);

        Assert.Equal(HealthStatus.Healthy, await StatusAsync(check));
        Assert.Equal(1, other.Requests);
    }

    private static string Localhost(ResourceServer server, string path = "200") => $"https://localhost:{new Uri(server.Url).Port}/{path}";

    private static async Task<HealthStatus> StatusAsync(HttpHealthCheck check) =>
        (await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
