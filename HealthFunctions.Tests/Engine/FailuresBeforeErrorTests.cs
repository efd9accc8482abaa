using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests how failures in a row are counted, shown and logged.</summary>
public sealed class FailuresBeforeErrorTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task FailuresBeforeError_runs_in_a_row_must_fail_before_the_status_is_ERROR()
    {
        DelegateCheck check = DelegateCheck.Returning(HealthCheckResult.Unhealthy());
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("FailuresBeforeError", "3"));
        List<(HealthStatus, int)> shown = [];

        for (int i = 0; i < 4; i++)
        {
            CheckResult result = await engine.GetOrStartRunAsync();
            shown.Add((result.Status, result.FailuresInRow));
            Assert.Equal(HealthStatus.Unhealthy, result.Outcome.Status);
            engine.Clock.Advance(Second);
        }

        Assert.Equal(
            [(HealthStatus.Degraded, 1), (HealthStatus.Degraded, 2), (HealthStatus.Unhealthy, 3), (HealthStatus.Unhealthy, 4)], shown);
    }

    [Fact]
    public async Task Calls_that_share_a_failed_run_count_it_once()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(
            DelegateCheck.Returning(HealthCheckResult.Unhealthy()), ("FailuresBeforeError", "2"));

        for (int i = 0; i < 10; i++)
        {
            await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal((HealthStatus.Degraded, 1), ((await engine.GetOrStartRunAsync()).Status, (await engine.GetOrStartRunAsync()).FailuresInRow));
    }

    [Fact]
    public async Task A_success_resets_the_failures_in_a_row()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("FailuresBeforeError", "2"), ("MaxAge", "00:00:00"));
        List<int> failures = [];

        foreach (HealthStatus status in (HealthStatus[])[HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy])
        {
            Task<CheckResult> call = engine.GetOrStartRunAsync();
            (await check.NextRunAsync()).Return(new HealthCheckResult(status));
            failures.Add((await call).FailuresInRow);
        }

        Assert.Equal([1, 0, 1], failures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_past_its_timeout_is_one_failure_however_long_it_lasts_and_however_often_it_is_called(bool succeeds)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("FailuresBeforeError", "3"), ("Timeout", "00:00:05"), ("MaxAge", "00:00:00"));
        List<(HealthStatus, int)> shown = [];

        Task<CheckResult> timedOut = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(5 * Second);
        shown.Add(((await timedOut).Status, (await timedOut).FailuresInRow));
        for (int i = 0; i < 3; i++)
        {
            engine.Clock.Advance(0.3 * Second);
            CheckResult result = await engine.GetOrStartRunAsync();
            shown.Add((result.Status, result.FailuresInRow));
        }

        run.Return(succeeds ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        await engine.RunsEndedAsync();
        Task<CheckResult> next = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).Return(HealthCheckResult.Unhealthy());

        Assert.All(shown, result => Assert.Equal((HealthStatus.Degraded, 1), result));
        Assert.Equal((HealthStatus.Degraded, 2), ((await next).Status, (await next).FailuresInRow));
    }

    [Fact]
    public async Task A_hung_run_adds_to_the_failures_before_it()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));
        Task<CheckResult> failed = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).Return(HealthCheckResult.Unhealthy());
        await failed;

        Task<CheckResult> timedOut = engine.GetOrStartRunAsync();
        await check.NextRunAsync();
        engine.Clock.Advance(5 * Second);

        Assert.Equal(2, (await timedOut).FailuresInRow);
    }

    [Fact]
    public async Task Since_is_when_the_status_that_callers_see_last_changed()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));
        DateTimeOffset start = engine.Clock.GetUtcNow();
        List<DateTimeOffset> since = [];

        foreach (HealthStatus status in (HealthStatus[])[HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Unhealthy, HealthStatus.Unhealthy])
        {
            Task<CheckResult> call = engine.GetOrStartRunAsync();
            (await check.NextRunAsync()).Return(new HealthCheckResult(status));
            since.Add((await call).Since);
            engine.Clock.Advance(Second);
        }

        Assert.Equal([start, start, start + (2 * Second), start + (2 * Second)], since);
    }

    [Fact]
    public async Task Each_change_of_status_is_one_line_whose_level_follows_the_status()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));

        foreach (HealthStatus status in (HealthStatus[])
            [HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Healthy])
        {
            Task<CheckResult> call = engine.GetOrStartRunAsync();
            (await check.NextRunAsync()).Return(new HealthCheckResult(status));
            await call;
            engine.Clock.Advance(Second);
        }

        Assert.Equal(
            [
                (LogLevel.Debug, "UNKNOWN", "OK", "00:00:00"),
                (LogLevel.Warning, "OK", "WARNING", "00:00:02"),
                (LogLevel.Error, "WARNING", "ERROR", "00:00:01"),
                (LogLevel.Information, "ERROR", "OK", "00:00:02"),
            ],
            engine.Logged("StatusChanged").Select(line =>
                (line.Level, line.GetStructuredStateValue("From"), line.GetStructuredStateValue("To"), line.GetStructuredStateValue("After"))));
    }

    [Fact]
    public async Task A_hung_run_changes_the_status_at_its_timeout_and_is_ERROR_once_it_hangs_whatever_FailuresBeforeError_says()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("FailuresBeforeError", "5"), ("Timeout", "00:00:05"));

        Task<CheckResult> timedOut = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(5 * Second);
        await timedOut;
        engine.Clock.Advance(Second);
        await Eventually.TrueAsync(() => engine.Logged("StatusChanged").Count() == 2);
        AggregateResult fresh = await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        engine.Clock.Advance(5 * Second);
        CheckResult later = await engine.GetOrStartRunAsync();

        Assert.Equal(
            [
                (LogLevel.Warning, "UNKNOWN", "WARNING", "TIMEOUT", "1"),
                (LogLevel.Error, "WARNING", "ERROR", "STILL_RUNNING", "1"),
            ],
            engine.Logged("StatusChanged").Select(line => (
                line.Level,
                line.GetStructuredStateValue("From"),
                line.GetStructuredStateValue("To"),
                line.GetStructuredStateValue("Reason"),
                line.GetStructuredStateValue("FailuresInRow"))));
        Assert.Equal((HealthStatus.Unhealthy, TimeSpan.Zero), (fresh.Status, fresh.Age));
        Assert.Equal((HealthStatus.Unhealthy, HealthReason.StillRunning, 1), (later.Status, later.Outcome.Reason, later.FailuresInRow));
        run.ReturnHealthy();
    }

    [Fact]
    public async Task Below_FailuresBeforeError_a_failure_is_answered_as_WARNING()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Throwing(new InvalidOperationException()), ("FailuresBeforeError", "2"));

        HealthResponse reply = await engine.GetAsync("/_system/check/db");

        Assert.Equal(Expect.Warning, System.Text.Encoding.UTF8.GetString(reply.Body.Span));
    }
}
