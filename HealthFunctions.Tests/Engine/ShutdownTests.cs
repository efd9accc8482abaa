using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a stop answers all callers, cancels the runs and waits for them briefly.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task A_stop_answers_all_callers_and_cancels_the_run()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Task stop = engine.Engine.StopAsync();

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Shutdown), ((await call).Status, (await call).Outcome.Reason));
        Assert.True(run.CancellationToken.IsCancellationRequested);
        run.ReturnHealthy();
        await stop;
    }

    [Fact]
    public async Task A_timeout_after_a_stop_does_nothing()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Task stop = engine.Engine.StopAsync();
        engine.Clock.Advance(Grace);
        await stop;
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HealthReason.Shutdown, (await call).Outcome.Reason);
        Assert.Equal(0, engine.Clock.Timers);
        run.ReturnHealthy();
    }

    [Fact]
    public async Task A_stop_awaits_the_runs()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("one", one).AddCheck("two", two));
        _ = engine.ReportAsync();
        ManualRun first = await one.NextRunAsync();
        ManualRun second = await two.NextRunAsync();

        Task stop = engine.Engine.StopAsync();
        first.ReturnHealthy();
        await engine.RunsEndedAsync();
        Assert.False(stop.IsCompleted);
        second.ReturnHealthy();

        await stop;
    }

    [Fact]
    public async Task A_stop_waits_no_longer_than_its_grace_for_a_run_that_ignores_its_token()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        _ = engine.GetOrStartRunAsync();
        await check.NextRunAsync();

        Task stop = engine.Engine.StopAsync();
        engine.Clock.Advance(Grace - TimeSpan.FromTicks(1));
        Assert.False(stop.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromTicks(1));

        await stop;
    }

    [Fact]
    public async Task A_stop_of_an_idle_engine_is_done_at_once()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).ReturnHealthy();
        await call;
        await engine.CleanedUpAsync();
        await Eventually.TrueAsync(() => engine.Logged("StatusChanged").Any());

        await Eventually.TrueAsync(() => engine.Engine.StopAsync().IsCompleted);
    }

    [Fact]
    public async Task A_stop_waits_for_the_log_lines_of_what_was_answered()
    {
        // A log line is written on a thread that knows nothing of the test.
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        using ManualResetEventSlim blocked = new();
        using ManualResetEventSlim provider = new();
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Unhealthy()))
            .Services.AddLogging(logging => logging.AddProvider(new HookedLoggerProvider(() =>
            {
                blocked.Set();
                provider.Wait(cancelled);
            }))));
        await engine.GetOrStartRunAsync();
        blocked.Wait(cancelled);
        await engine.CleanedUpAsync();

        Task stop = engine.Engine.StopAsync();
        Assert.False(stop.IsCompleted);
        provider.Set();

        await stop;
    }

    [Fact]
    public async Task A_stop_waits_no_longer_than_its_grace_for_a_log_provider_that_blocks()
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        using ManualResetEventSlim provider = new();
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Unhealthy()))
            .Services.AddLogging(logging => logging.AddProvider(new HookedLoggerProvider(() => provider.Wait(cancelled)))));
        await engine.GetOrStartRunAsync();

        Task stop = engine.Engine.StopAsync();
        Assert.False(stop.IsCompleted);
        engine.Clock.Advance(Grace);

        await stop;
        provider.Set();
    }

    [Fact]
    public async Task After_a_stop_nothing_starts()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);

        await engine.Engine.StopAsync();
        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Shutdown), (result.Status, result.Outcome.Reason));
        Assert.Equal(0, check.Runs);
    }

    [Fact]
    public async Task A_run_that_a_stop_cancels_counts_neither_as_failed_nor_as_hung()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        _ = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Task stop = engine.Engine.StopAsync();
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        run.Throw(new OperationCanceledException(run.CancellationToken));
        await engine.RunsEndedAsync();
        await stop;

        Assert.DoesNotContain(engine.Log.GetSnapshot(), line => line.Level > LogLevel.Debug);
        Assert.Empty(engine.Hung.GetMeasurementSnapshot());
        Assert.Equal(HealthReason.Shutdown, (await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public async Task A_hung_run_does_not_count_as_hung_once_the_engine_stops()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        _ = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Task stop = engine.Engine.StopAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await stop;
        run.ReturnHealthy();
        await engine.RunsEndedAsync();

        Assert.Empty(engine.Hung.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_run_that_waits_for_a_slot_never_starts_after_a_stop()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("one", one).AddCheck("two", two), ("HealthFunctions__MaxConcurrency", "1"));
        _ = engine.GetOrStartRunAsync("one");
        ManualRun running = await one.NextRunAsync();
        Task<CheckResult> queued = engine.GetOrStartRunAsync("two");

        Task stop = engine.Engine.StopAsync();
        running.ReturnHealthy();
        await stop;

        Assert.Equal(HealthReason.Shutdown, (await queued).Outcome.Reason);
        Assert.Equal(0, two.Runs);
    }

    [Fact]
    public async Task A_stop_awaits_the_disposal_of_the_services_of_the_last_run_even_for_a_queued_one()
    {
        TaskCompletionSource disposed = new();
        await using EngineUnderTest engine = DisposingCheck.CreateEngine(() => disposed.Task, ("MaxAge", "00:00:00"));
        Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync()).Status);
        Task<CheckResult> queued = engine.GetOrStartRunAsync();

        Task stop = engine.Engine.StopAsync();
        Assert.Equal(HealthReason.Shutdown, (await queued).Outcome.Reason);
        Assert.False(stop.IsCompleted);
        disposed.SetResult();

        await stop;
        Assert.Single(engine.Started.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_run_that_ends_at_the_same_time_as_the_stop_is_answered_and_awaited()
    {
        for (int round = 0; round < Race.Rounds; round++)
        {
            ManualHealthCheck check = new();
            await using EngineUnderTest engine = EngineUnderTest.Of(check);
            Task<CheckResult> call = engine.GetOrStartRunAsync();
            ManualRun run = await check.NextRunAsync();
            Task stop = Task.CompletedTask;

            await Race.AtOnceAsync(() => stop = engine.Engine.StopAsync(), run.ReturnHealthy);

            Assert.True((await call).Outcome.Reason is null or HealthReason.Shutdown);
            await stop;
        }
    }

    [Fact]
    public async Task Calls_at_the_same_time_as_the_stop_are_all_answered()
    {
        for (int round = 0; round < Race.Rounds; round++)
        {
            ManualHealthCheck check = new();
            await using EngineUnderTest engine = EngineUnderTest.Of(check);
            Task<CheckResult>? call = null;

            await Race.AtOnceAsync(() => _ = engine.Engine.StopAsync(), () => call = engine.GetOrStartRunAsync());

            Assert.Equal(HealthReason.Shutdown, (await call!).Outcome.Reason);
        }
    }

    [Fact]
    public async Task A_disposal_during_a_run_answers_its_callers_and_cancels_it()
    {
        ManualHealthCheck check = new();
        EngineUnderTest engine = EngineUnderTest.Of(check);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        await engine.DisposeAsync();

        Assert.Equal(HealthReason.Shutdown, (await call).Outcome.Reason);
        Assert.True(run.CancellationToken.IsCancellationRequested);
        run.ReturnHealthy();
    }

    [Fact]
    public async Task A_call_at_the_same_time_as_the_disposal_is_answered()
    {
        for (int round = 0; round < Race.Rounds / 3; round++)
        {
            EngineUnderTest engine = EngineUnderTest.Of(new ManualHealthCheck());
            Task<CheckResult>? call = null;
            SharedCheck check = engine.Check();

            await Race.AtOnceAsync(() => call = check.GetOrStartRunAsync(out _), engine.Engine.Dispose);
            await engine.DisposeAsync();

            Assert.Equal(HealthReason.Shutdown, (await call!).Outcome.Reason);
        }
    }

    [Fact]
    public async Task A_run_whose_services_are_disposed_fails()
    {
        await using EngineUnderTest app = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()));
        ServiceProvider gone = new ServiceCollection().BuildServiceProvider();
        await gone.DisposeAsync();
        using HealthCheckEngine engine = ActivatorUtilities.CreateInstance<HealthCheckEngine>(app.Services, new GoneScopes(gone));

        CheckResult result = await engine.Registry.All[0].GetOrStartRunAsync(out _);

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Exception), (result.Status, result.Outcome.Reason));
        Assert.IsType<ObjectDisposedException>(result.Outcome.Exception);
    }

    [Fact]
    public async Task A_second_stop_ends_with_the_first()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        _ = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Task first = engine.Engine.StopAsync();
        Task second = engine.Engine.StopAsync();
        run.ReturnHealthy();

        await first;
        await second;
    }

    [Fact]
    public async Task A_host_stops_the_engine_before_its_other_services()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        EngineLifetime lifetime = Assert.Single(engine.Services.GetServices<IHostedService>().OfType<EngineLifetime>());
        await lifetime.StartingAsync(TestContext.Current.CancellationToken);
        await lifetime.StartAsync(TestContext.Current.CancellationToken);
        await lifetime.StartedAsync(TestContext.Current.CancellationToken);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Task stopping = lifetime.StoppingAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthReason.Shutdown, (await call).Outcome.Reason);
        run.ReturnHealthy();

        await stopping;
        await lifetime.StopAsync(TestContext.Current.CancellationToken);
        await lifetime.StoppedAsync(TestContext.Current.CancellationToken);
    }

    private sealed class GoneScopes(ServiceProvider gone) : IServiceScopeFactory
    {
        public IServiceScope CreateScope() => gone.CreateScope();
    }
}
