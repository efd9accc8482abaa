using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a run that goes on past its timeout prevents another one, is reported once, and is followed to its end.</summary>
public sealed class HungRunTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Until_it_ends_callers_get_ERROR_at_once_and_no_other_run_starts()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        await HangAsync(engine, check);

        for (int minute = 0; minute < 10; minute++)
        {
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
            Task<CheckResult> call = engine.GetOrStartRunAsync();

            Assert.True(call.IsCompleted);
            Assert.Equal((HealthStatus.Unhealthy, HealthReason.StillRunning), ((await call).Status, (await call).Outcome.Reason));
        }

        Assert.Equal(1, check.Runs);
    }

    [Fact]
    public async Task STILL_RUNNING_has_the_age_of_the_run()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        await HangAsync(engine, check);

        engine.Clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(TimeSpan.FromSeconds(20), (await engine.GetOrStartRunAsync()).Duration);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_late_outcome_changes_nothing_and_the_TIMEOUT_answers_while_it_is_fresh(bool succeeds)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));
        ManualRun hung = await HangAsync(engine, check);

        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        if (succeeds)
        {
            hung.ReturnHealthy();
        }
        else
        {
            hung.Throw(new InvalidOperationException("late"));
        }

        await engine.RunsEndedAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(7));
        AggregateResult late = await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        CheckResult full = await engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<AggregateResult> next = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        (await check.NextRunAsync()).ReturnHealthy();

        Assert.Equal(new AggregateResult(HealthStatus.Unhealthy, default, TimeSpan.FromSeconds(9)), late);
        Assert.Equal((HealthReason.Timeout, (Exception?)null, 1), (full.Outcome.Reason, full.Outcome.Exception, full.FailuresInRow));
        Assert.Equal(new AggregateResult(HealthStatus.Healthy, default, Age: null), await next);
        Assert.Equal(2, check.Runs);
    }

    [Fact]
    public async Task A_late_exception_is_not_unobserved()
    {
        const string marker = "a late exception that must not be unobserved";
        List<string> unobserved = [];
        void Note(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Add(e.Exception.ToString());
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            await ThrowLateAsync(marker);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.DoesNotContain(unobserved, text => text.Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_counted_and_logged_once_with_its_name_and_its_age()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        await HangAsync(engine, check);
        Assert.Empty(engine.Logged("RunHangs"));

        engine.Clock.Advance(Grace);
        for (int i = 0; i < 10; i++)
        {
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
            await engine.GetOrStartRunAsync();
        }

        CollectedMeasurement<long> counted = Assert.Single(engine.Hung.GetMeasurementSnapshot());
        Assert.Equal((1, "db"), (counted.Value, counted.Tags["check"]));
        FakeLogRecord line = Assert.Single(engine.Logged("RunHangs"));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal("db", line.GetStructuredStateValue("Check"));
        Assert.Equal("00:00:06", line.GetStructuredStateValue("Age"));
    }

    [Fact]
    public async Task Its_end_is_logged_with_its_age_and_what_it_found()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        ManualRun hung = await HangAsync(engine, check);

        engine.Clock.Advance(TimeSpan.FromMinutes(2));
        hung.ReturnHealthy();
        await engine.RunsEndedAsync();

        FakeLogRecord line = Assert.Single(engine.Logged("LateRunEnded"));
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Equal("db", line.GetStructuredStateValue("Check"));
        Assert.Equal("00:02:05", line.GetStructuredStateValue("Age"));
        Assert.Equal("OK", line.GetStructuredStateValue("Code"));
    }

    [Fact]
    public async Task The_next_one_of_the_same_check_is_counted_and_logged_too()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));

        for (int i = 1; i <= 2; i++)
        {
            ManualRun hung = await HangAsync(engine, check);
            engine.Clock.Advance(Grace);
            hung.ReturnHealthy();
            await engine.RunsEndedAsync(i);
        }

        Assert.Equal(2, engine.Hung.GetMeasurementSnapshot().Count);
        Assert.Equal(2, engine.Logged("RunHangs").Count());
        Assert.Equal(2, engine.Logged("LateRunEnded").Count());
    }

    [Fact]
    public async Task A_run_that_ends_when_cancelled_has_not_hung_and_stays_a_TIMEOUT()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));
        ManualRun run = await HangAsync(engine, check);

        run.Throw(new OperationCanceledException(run.CancellationToken));
        await engine.RunsEndedAsync();
        engine.Clock.Advance(Grace);
        CheckResult shared = await engine.GetOrStartRunAsync();

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Timeout, 1), (shared.Status, shared.Outcome.Reason, shared.FailuresInRow));
        Assert.Empty(engine.Hung.GetMeasurementSnapshot());
        Assert.Empty(engine.Logged("RunHangs"));
        Assert.Single(engine.Logged("LateRunEnded"));
    }

    [Fact]
    public async Task A_check_that_cancels_itself_in_time_has_failed_by_an_exception()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).Throw(new OperationCanceledException());

        Assert.Equal(HealthReason.Exception, (await call).Outcome.Reason);
    }

    [Fact]
    public async Task A_cancellation_callback_that_throws_is_logged_and_affects_no_answer()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        TaskCompletionSource called = new();

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        await using CancellationTokenRegistration callback = run.CancellationToken.Register(() =>
        {
            called.SetResult();
            throw new InvalidOperationException("callback");
        });
        engine.Clock.Advance(Timeout);
        await called.Task;
        run.ReturnHealthy();
        await engine.RunsEndedAsync();

        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
        await Eventually.TrueAsync(() => engine.Logged("CancellationFailed").Any());
    }

    [Fact]
    public async Task A_cancellation_callback_that_blocks_delays_no_answer()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        using ManualResetEventSlim release = new();

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        using CancellationTokenRegistration callback = run.CancellationToken.Register(release.Wait);
        engine.Clock.Advance(Timeout);
        engine.Clock.Advance(Grace);

        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
        Assert.Single(engine.Logged("RunHangs"));
        release.Set();
    }

    [Fact]
    public async Task A_log_provider_that_throws_affects_no_answer()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("db", check).Services
            .AddLogging(logging => logging.AddProvider(new ThrowingLoggerProvider())));

        Task<CheckResult> timedOut = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(Timeout);
        engine.Clock.Advance(Grace);
        run.ReturnHealthy();
        await engine.RunsEndedAsync();
        Task<CheckResult> next = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).ReturnHealthy();

        Assert.Equal(HealthReason.Timeout, (await timedOut).Outcome.Reason);
        Assert.Equal(HealthStatus.Healthy, (await next).Status);
    }

    [Fact]
    public async Task A_log_that_blocks_holds_no_call_no_slot_and_no_later_run()
    {
        ManualHealthCheck check = new();
        using ManualResetEventSlim release = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("db", check).AddCheck("other", DelegateCheck.Returning(HealthCheckResult.Healthy())).Services
                .AddLogging(logging => logging
                    .AddProvider(new HookedLoggerProvider(() => release.Wait(CancellationToken.None)))
                    .AddFilter<HookedLoggerProvider>(line => line > LogLevel.Debug)),
            ("HealthFunctions__MaxConcurrency", "1"));

        Task<CheckResult> timedOut = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        Task later = Task.Run(() => engine.Clock.Advance(Timeout), TestContext.Current.CancellationToken);
        Assert.Equal(HealthReason.Timeout, (await timedOut).Outcome.Reason);
        Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync("other")).Status);
        await Eventually.TrueAsync(() => run.CancellationToken.IsCancellationRequested);
        Assert.False(later.IsCompleted);
        Task<CheckResult> stillRunning = engine.GetOrStartRunAsync();
        Assert.True(stillRunning.IsCompleted);

        // On another thread, which the log holds.
        Task end = Task.Run(run.ReturnHealthy, TestContext.Current.CancellationToken);
        await engine.CleanedUpAsync();
        release.Set();
        await Task.WhenAll(later, end);
        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        Task<CheckResult> next = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).ReturnHealthy();
        Assert.Equal(HealthStatus.Healthy, (await next).Status);
    }

    private static async Task ThrowLateAsync(string message)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        ManualRun run = await HangAsync(engine, check);
        run.Throw(new InvalidOperationException(message));
        await engine.RunsEndedAsync();
    }

    private static async Task<ManualRun> HangAsync(EngineUnderTest engine, ManualHealthCheck check)
    {
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(Timeout);
        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
        return run;
    }
}
