using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using HealthFunctions.Checks.Ping;
using HealthFunctions.Health;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Ping;

/// <summary>Tests ping checks and their options.</summary>
public sealed class PingHealthCheckTests
{
    private const string Host = "a host name or an IP address, without scheme and port, such as db.example.org";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "https://a/", $"'https://a/'; allowed: {Host}")]
    [InlineData("Host", "-c 1", $"'-c 1'; allowed: {Host}")]
    [InlineData("Port", "7", "unknown; allowed: FailuresBeforeError, Host, MaxAge, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__site__{key} is {problem}."], CheckProbe.Errors("Ping", ("Host", "a"), (key, value)));

    [Fact]
    public void A_missing_host_in_code_is_reported() => Assert.Equal(
        [$"Health check 'a': Host is missing; allowed: {Host}."],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.AddPing("a", _ => { }))).Errors);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_host_that_answers_is_OK_and_its_time_is_data(string host)
    {
        Requires.Icmp();

        HealthReportEntry entry = await CheckProbe.ReportAsync("Ping", ("Host", host));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
        ObservedValue latency = Assert.IsType<ObservedValue>(entry.Data["latency"]);
        Assert.Equal("ms", latency.Unit);
        Assert.True(latency.Value >= 0);
    }

    [Fact]
    public async Task A_name_that_is_not_resolved_is_an_ERROR()
    {
        HealthReportEntry entry = await CheckProbe.ReportAsync("Ping", ("Host", "nothing.invalid"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<SocketException>(entry.Exception);
    }

    public static TheoryData<Exception, HealthReason> Refusals => new()
    {
        { new PlatformNotSupportedException("The system's ping utility could not be found."), HealthReason.Unsupported },
        { new PingException("An exception occurred during a Ping request.", new SocketException((int)SocketError.AccessDenied)), HealthReason.Forbidden },
        { new PingException("An exception occurred during a Ping request.", new SocketException((int)SocketError.ProtocolNotSupported)), HealthReason.Unsupported },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task Where_the_system_forbids_it_the_error_tells_what_to_do(Exception refusal, HealthReason reason)
    {
        HealthCheckResult result = await RunAsync((_, _) => throw refusal);

        Assert.Equal((HealthStatus.Unhealthy, refusal, reason), (result.Status, result.Exception, result.Data["reason"]));
        Assert.Contains("CAP_NET_RAW", result.Description, StringComparison.Ordinal);
        Assert.Contains("Type=Tcp", result.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IPStatus.DestinationHostUnreachable, HealthReason.Unreachable)]
    [InlineData(IPStatus.TtlExpired, HealthReason.Unreachable)]
    [InlineData(IPStatus.TimedOut, HealthReason.Timeout)]
    [InlineData(IPStatus.BadHeader, HealthReason.UnexpectedAnswer)]
    public async Task Another_answer_than_an_echo_is_an_ERROR(IPStatus status, HealthReason reason)
    {
        HealthCheckResult result = await RunAsync((_, _) => Task.FromResult((status, 0L)));

        Assert.Equal(
            (HealthStatus.Unhealthy, $"The answer of 127.0.0.1 is {status}.", reason), (result.Status, result.Description, result.Data["reason"]));
    }

    [Fact]
    public async Task Any_other_exception_is_that_of_the_system()
    {
        PingException error = new(message: null, new SocketException((int)SocketError.HostUnreachable));

        Assert.Same(error, await Assert.ThrowsAsync<PingException>(() => RunAsync((_, _) => throw error)));
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_an_answer()
    {
        using CancellationTokenSource run = new();
        TaskCompletionSource<(IPStatus Status, long Milliseconds)> answer = new();

        Task<HealthCheckResult> running = RunAsync((_, token) => answer.Task.WaitAsync(token), run.Token);
        await run.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static Task<HealthCheckResult> RunAsync(Func<IPAddress, CancellationToken, Task<(IPStatus Status, long Milliseconds)>> send, CancellationToken? cancellationToken = null)
    {
        PingHealthCheck check = new(new PingCheckOptions { Host = "127.0.0.1" }, send);
        return check.CheckHealthAsync(
            new HealthCheckContext { Registration = new HealthCheckRegistration("a", check, failureStatus: null, tags: null) },
            cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
