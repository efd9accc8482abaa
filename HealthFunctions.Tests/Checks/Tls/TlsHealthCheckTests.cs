using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks;
using HealthFunctions.Checks.Tls;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Tls;

/// <summary>Tests <c>Type=Tls</c> against real servers.</summary>
public sealed class TlsHealthCheckTests
{
    [Theory]
    [InlineData(null, HealthStatus.Healthy)]
    [InlineData("29d", HealthStatus.Healthy)]
    [InlineData("31d", HealthStatus.Degraded)]
    public async Task A_certificate_near_its_end_is_a_WARNING(string? warning, HealthStatus status)
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        TlsHealthCheck check = Check("localhost", PortOf(server), TestCertificate.Trust(certificate), warning);

        HealthCheckResult[] results = [await RunAsync(check), await RunAsync(check)];

        Assert.All(results, result => Assert.Equal((status, new ObservedValue(29, "d")), (result.Status, result.Data[CertificateExpiry.DaysLeft])));
        Assert.Equal(
            status == HealthStatus.Degraded ? $"The certificate ends at {certificate.NotAfter.ToUniversalTime():u}." : null, results[0].Description);
    }

    [Fact]
    public async Task A_new_certificate_counts_from_the_next_run()
    {
        using X509Certificate2 old = TestCertificate.Create(TimeSpan.FromDays(10));
        using X509Certificate2 renewed = TestCertificate.Create(TimeSpan.FromDays(90));
        X509Certificate2 current = old;
        await using ResourceServer server = await ResourceServer.StartAsync(() => current);
        TlsHealthCheck check = Check("localhost", PortOf(server), TestCertificate.Trust(old, renewed), "20d");

        HealthStatus before = (await RunAsync(check)).Status;
        current = renewed;

        Assert.Equal((HealthStatus.Degraded, HealthStatus.Healthy), (before, (await RunAsync(check)).Status));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_an_ERROR()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);

        HealthReportEntry entry = await CheckProbe.ReportAsync("Tls", ("Host", "localhost"), ("Port", Text(PortOf(server))));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<AuthenticationException>(entry.Exception);
    }

    [Theory]
    [InlineData("localhost", "shop.example.com", 30)]
    [InlineData("127.0.0.1", "localhost", 30)]
    [InlineData("localhost", "localhost", -0.5)]
    public async Task A_certificate_of_another_host_or_time_is_an_ERROR(string host, string owner, double days)
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(days), owner);
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        TlsHealthCheck check = Check(host, PortOf(server), TestCertificate.Trust(certificate));

        await Assert.ThrowsAsync<AuthenticationException>(() => RunAsync(check));
    }

    [Fact]
    public async Task A_host_may_have_letters_beyond_ASCII()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30), "xn--bcher-kva.example");
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        List<string> resolved = [];
        HappyEyeballs connector = new(TimeProvider.System, (host, _) =>
        {
            resolved.Add(host.Host);
            return Task.FromResult<IPEndPoint[]>([new(IPAddress.Loopback, host.Port)]);
        });

        HealthCheckResult result = await RunAsync(Check("b\u00FCcher.example", PortOf(server), TestCertificate.Trust(certificate), connector: connector));

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal(["xn--bcher-kva.example"], resolved);
    }

    [Fact]
    public async Task A_refused_connection_is_an_ERROR()
    {
        using ReservedPort closed = new();

        HealthReportEntry entry = await CheckProbe.ReportAsync("Tls", ("Host", "127.0.0.1"), ("Port", Text(closed.Number)));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<SocketException>(entry.Exception);
    }

    [Theory]
    [InlineData("220 mail.example.com \u001B[31m\r\n")]
    [InlineData("")]
    public async Task A_server_that_speaks_something_else_or_hangs_up_is_an_ERROR(string answer)
    {
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync(1);
            await connection.WriteAsync(answer);
        });

        HealthReportEntry entry = await CheckProbe.ReportAsync("Tls", ("Host", "127.0.0.1"), ("Port", Text(server.Address.Port)));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.DoesNotContain("mail.example.com", entry.Exception!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_run_closes_the_connection_to_a_server_that_says_nothing()
    {
        TaskCompletionSource received = new();
        TaskCompletionSource closed = new();
        await using ScriptedServer server = new(async connection =>
        {
            await connection.ReadAsync(1);
            received.SetResult();
            await connection.ReadToEndAsync();
            closed.SetResult();
        });
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> running = RunUntilAsync(Check("127.0.0.1", server.Address.Port), run.Token);
        await received.Task;
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await closed.Task;
    }

    [Fact]
    public async Task The_end_of_a_run_ends_an_attempt_to_connect()
    {
        using BlackHole hole = new();
        using CancellationTokenSource run = new();

        Task<HealthCheckResult> running = RunUntilAsync(Check("127.0.0.1", hole.Address.Port), run.Token);
        Assert.False(running.IsCompleted);
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_check_in_code_does_as_its_options_say()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(30));
        await using ResourceServer server = await ResourceServer.StartAsync(certificate);
        await using EngineUnderTest engine = new(checks => checks.AddTls("site", options =>
        {
            options.Host = "localhost";
            options.Port = PortOf(server);
        }));

        CheckResult result = await engine.GetOrStartRunAsync("site");

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.IsType<AuthenticationException>(result.Outcome.Exception);
    }

    private static TlsHealthCheck Check(string host, int port, X509ChainPolicy? trust = null, string? warning = null, HappyEyeballs? connector = null) => new(
        CheckProbe.Read(new TlsCheckType(), ("Host", host), ("Port", Text(port)), ("CertificateExpiryWarning", warning ?? string.Empty)),
        TimeProvider.System,
        connector,
        trust);

    private static Task<HealthCheckResult> RunUntilAsync(TlsHealthCheck check, CancellationToken end) => check.CheckHealthAsync(new HealthCheckContext(), end);

    private static Task<HealthCheckResult> RunAsync(TlsHealthCheck check) => RunUntilAsync(check, TestContext.Current.CancellationToken);

    private static int PortOf(ResourceServer server) => new Uri(server.Url).Port;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
