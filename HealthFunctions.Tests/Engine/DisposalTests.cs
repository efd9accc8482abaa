using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that the disposal of a run's services comes after its verdict, and delays only the next run of its check.</summary>
public sealed class DisposalTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_slow_disposal_turns_no_verdict_into_a_TIMEOUT()
    {
        TaskCompletionSource disposed = new();
        await using EngineUnderTest engine = DisposingCheck.CreateEngine(() => disposed.Task, ("MaxAge", "00:01:00"));

        Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync()).Status);
        engine.Clock.Advance(2 * Timeout);

        Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync()).Status);
        disposed.SetResult();
    }

    [Fact]
    public async Task The_next_run_waits_for_the_disposal_and_its_timeout_counts_from_its_start()
    {
        TaskCompletionSource disposed = new();
        await using EngineUnderTest engine = DisposingCheck.CreateEngine(() => disposed.Task, ("MaxAge", "00:00:00"));
        await engine.GetOrStartRunAsync();

        Task<CheckResult> next = engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(next.IsCompleted);
        Assert.Single(engine.Started.GetMeasurementSnapshot());
        disposed.SetResult();

        Assert.Equal((HealthStatus.Healthy, TimeSpan.Zero), ((await next).Status, (await next).Duration));
    }

    [Fact]
    public async Task A_disposal_that_hangs_makes_the_next_run_ERROR_and_is_not_repeated()
    {
        TaskCompletionSource disposed = new();
        await using EngineUnderTest engine = DisposingCheck.CreateEngine(() => disposed.Task, ("MaxAge", "00:00:00"));
        await engine.GetOrStartRunAsync();

        Task<HealthReport> report = engine.ReportAsync();
        engine.Clock.Advance(Timeout - TimeSpan.FromTicks(1));
        Assert.False(report.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromTicks(1));
        HealthReportEntry entry = (await report).Entries["db"];
        Assert.Equal((HealthStatus.Unhealthy, "STILL_RUNNING", Timeout), (entry.Status, entry.Description, entry.Duration));

        engine.Clock.Advance(TimeSpan.FromHours(1));
        Task<CheckResult> atOnce = engine.GetOrStartRunAsync();
        Assert.True(atOnce.IsCompleted);
        Assert.Equal((HealthReason.StillRunning, 1), ((await atOnce).Outcome.Reason, (await atOnce).FailuresInRow));
        Assert.Single(engine.Started.GetMeasurementSnapshot());

        disposed.SetResult();
        await engine.CleanedUpAsync();
        Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync()).Status);
    }

    [Fact]
    public async Task A_disposal_that_hangs_holds_no_slot()
    {
        using ManualResetEventSlim release = new();
        await using EngineUnderTest engine = DisposingCheck.CreateEngine(
            () =>
            {
                release.Wait(CancellationToken.None);
                return Task.CompletedTask;
            });

        await engine.GetOrStartRunAsync();

        Assert.False(engine.Check().Cleanup.IsCompleted);
        Assert.Equal(64, engine.Check().Services.ConcurrencyLimiter.CurrentCount);
        release.Set();
    }
}
