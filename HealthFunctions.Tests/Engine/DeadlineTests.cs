using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that each caller is answered by the timeout of the check and by the deadline of the call.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public async Task A_timer_that_is_early_ends_no_run_before_its_timeout()
    {
        EarlyClock clock = new();
        ManualHealthCheck check = new();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddHealthFunctions(options => options.TimeProvider = clock).AddCheck("db", check);
        await using ServiceProvider provider = services.BuildServiceProvider();

        Task<HealthReport> report = provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();
        clock.Advance(TimeSpan.FromSeconds(5) - EarlyClock.Early);
        Assert.False(report.IsCompleted);
        Assert.False(run.CancellationToken.IsCancellationRequested);
        clock.Advance(EarlyClock.Early);

        Assert.Equal(("TIMEOUT", TimeSpan.FromSeconds(5)), ((await report).Entries["db"].Description, (await report).Entries["db"].Duration));
        run.ReturnHealthy();
    }

    [Fact]
    public async Task A_fake_clock_among_the_services_of_the_app_is_not_the_clock_of_the_engine()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new CountingClock());
        services.AddHealthFunctions().AddCheck("hangs", new ManualHealthCheck(), timeout: TimeSpan.FromMilliseconds(1));
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
    }

    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_caller_that_shares_a_run_is_answered_by_the_timeout_counted_from_the_start_of_the_run()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("Timeout", "00:00:05"));

        Task<CheckResult> first = engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        Task<CheckResult> second = engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(2) - Tick);
        Assert.False(first.IsCompleted || second.IsCompleted);
        engine.Clock.Advance(Tick);

        CheckResult result = await first;
        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Timeout), (result.Status, result.Outcome.Reason));
        Assert.Equal(TimeSpan.FromSeconds(5), result.Duration);
        Assert.Same(result, await second);
    }

    [Theory]
    [InlineData(2, null, 2)]
    [InlineData(2, "00:00:04", 4)]
    [InlineData(null, null, 5)]
    public async Task The_timeout_is_from_settings_else_from_the_registration_else_five_seconds(int? registered, string? setting, int seconds)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("db", check, timeout: registered is { } given ? TimeSpan.FromSeconds(given) : null),
            ("HealthChecks__db__Timeout", setting));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(seconds) - Tick);
        Assert.False(call.IsCompleted);
        engine.Clock.Advance(Tick);

        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
    }

    [Fact]
    public async Task At_its_timeout_a_run_is_cancelled_after_its_callers_are_answered()
    {
        TaskCompletionSource<CancellationToken> given = new();
        TaskCompletionSource<HealthCheckResult> never = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(new DelegateCheck(token =>
        {
            given.SetResult(token);
            return never.Task;
        }));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        CancellationToken token = await given.Task;
        TaskCompletionSource<bool> answeredBefore = new();
        await using CancellationTokenRegistration registration = token.Register(() => answeredBefore.SetResult(call.IsCompleted));
        Assert.False(token.IsCancellationRequested);
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.True(await answeredBefore.Task);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Callers_get_the_timeout_though_the_run_ends_or_the_engine_stops_at_the_same_time(bool ends)
    {
        ManualHealthCheck check = new();
        Action meanwhile = () => { };
        await using EngineUnderTest engine = Logging(check, () => meanwhile());
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        meanwhile = () =>
        {
            meanwhile = () => { };
            if (ends)
            {
                run.ReturnHealthy();
            }
            else
            {
                _ = engine.Engine.StopAsync();
            }
        };
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
    }

    [Fact]
    public async Task A_slow_log_delays_no_answer()
    {
        using ManualResetEventSlim release = new();
        await using EngineUnderTest engine = Logging(new ManualHealthCheck(), () => release.Wait(CancellationToken.None));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        Task later = Task.Run(() => engine.Clock.Advance(TimeSpan.FromSeconds(5)), TestContext.Current.CancellationToken);

        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
        release.Set();
        await later;
    }

    [Fact]
    public async Task A_call_ends_at_its_deadline_where_the_timeout_of_the_run_is_later()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = Slow(check);

        Task<AggregateResult> call = engine.CallAsync("slow", TestContext.Current.CancellationToken);
        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        engine.Clock.Advance(TimeSpan.FromSeconds(2) - Tick);
        Assert.False(call.IsCompleted || group.IsCompleted);
        engine.Clock.Advance(Tick);

        Assert.Equal(new AggregateResult(HealthStatus.Unhealthy, default, Age: null), await call);
        Assert.Equal(HealthStatus.Unhealthy, (await group).Status);
        Assert.Equal(HealthReason.Deadline, engine.Check("slow").DeadlineExceeded().Outcome.Reason);
    }

    [Fact]
    public async Task HealthCheckService_knows_no_deadline_of_a_whole_call_and_waits_as_the_registration_says()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = Slow(check);

        Task<HealthReport> ended = engine.ReportAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(19));
        Assert.False(ended.IsCompleted);
        run.ReturnHealthy();
        HealthReportEntry healthy = (await ended).Entries["slow"];
        engine.Clock.Advance(TimeSpan.FromSeconds(3));

        Task<HealthReport> timedOut = engine.ReportAsync();
        await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal((HealthStatus.Healthy, TimeSpan.FromSeconds(19)), (healthy.Status, healthy.Duration));
        Assert.Equal("TIMEOUT", (await timedOut).Entries["slow"].Description);
    }

    [Fact]
    public async Task A_call_that_reaches_its_deadline_records_nothing_about_the_check()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = Slow(check);

        Task<AggregateResult> first = engine.CallAsync("slow", TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        await first;
        Task<AggregateResult> second = engine.CallAsync("slow", TestContext.Current.CancellationToken);
        run.ReturnHealthy();

        Assert.Equal(HealthStatus.Healthy, (await second).Status);
        Assert.False(run.CancellationToken.IsCancellationRequested);
        Assert.Equal(0, (await engine.GetOrStartRunAsync("slow")).FailuresInRow);
        Assert.DoesNotContain(engine.Logged("StatusChanged"), line => line.Level > LogLevel.Debug);
        Assert.Equal(1, check.Runs);
    }

    [Theory]
    [InlineData(2, HealthStatus.Healthy)]
    [InlineData(2.001, HealthStatus.Healthy)]
    [InlineData(5, HealthStatus.Degraded)]
    public async Task A_group_answers_at_the_deadline_with_the_results_that_it_has(double seconds, HealthStatus good)
    {
        ManualHealthCheck slow = new();
        ManualHealthCheck slower = new();
        await using EngineUnderTest engine = new(
            checks => checks
                .AddCheck("slow", slow, tags: ["all"], timeout: TimeSpan.FromSeconds(20))
                .AddCheck("slower", slower, tags: ["all"], timeout: TimeSpan.FromSeconds(30))
                .AddCheck("good", DelegateCheck.Returning(new HealthCheckResult(good)), tags: ["all"]),
            ("HealthFunctions__Deadline", "00:00:02"),
            ("HealthChecks__good__MaxAge", "1.00:00:00"));

        await engine.CallAsync("good", TestContext.Current.CancellationToken);
        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        engine.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(new AggregateResult(HealthStatus.Unhealthy, default, TimeSpan.FromSeconds(seconds)), await group);
        Assert.DoesNotContain(engine.Logged("StatusChanged"), line => line.GetStructuredStateValue("Check") != "good");
    }

    [Fact]
    public async Task A_result_in_time_counts_even_if_its_group_reads_it_after_the_deadline()
    {
        ManualHealthCheck quick = new();
        ManualHealthCheck first = new();
        await using EngineUnderTest engine = new(
            checks => checks
                .AddCheck("first", first, HealthStatus.Degraded, ["all"], TimeSpan.FromSeconds(2))
                .AddCheck("quick", quick, tags: ["all"], timeout: TimeSpan.FromSeconds(20)),
            ("HealthFunctions__Deadline", "00:00:02"));

        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        (await quick.NextRunAsync()).ReturnHealthy();
        await engine.RunsEndedAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(3));

        // The WARNING is the failure status of the first check; a DEADLINE of the second would be ERROR.
        Assert.Equal(HealthStatus.Degraded, (await group).Status);
    }

    [Fact]
    public async Task A_timeout_at_the_same_time_as_the_deadline_is_a_TIMEOUT()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(new ManualHealthCheck(), ("Timeout", "00:00:10"));

        Task<AggregateResult> call = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        Task<CheckResult> full = engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(HealthStatus.Unhealthy, (await call).Status);
        Assert.Equal(HealthReason.Timeout, (await full).Outcome.Reason);
    }

    [Fact]
    public async Task A_run_that_ends_at_the_same_time_as_its_timeout_is_answered_once()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));
        for (int round = 1; round <= Race.Rounds; round++)
        {
            Task<CheckResult> call = engine.GetOrStartRunAsync();
            ManualRun run = await check.NextRunAsync();

            await Race.AtOnceAsync(() => engine.Clock.Advance(TimeSpan.FromSeconds(5)), run.ReturnHealthy);
            CheckResult result = await call;
            await engine.RunsEndedAsync(round);

            Assert.Equal(result.Status == HealthStatus.Healthy ? null : HealthReason.Timeout, result.Outcome.Reason);
            Assert.Equal(round, check.Runs);
        }
    }

    [Fact]
    public async Task A_call_whose_deadline_comes_at_the_same_time_as_the_end_of_the_run_is_answered_either_way()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = Slow(check);
        for (int round = 1; round <= Race.Rounds; round++)
        {
            Task<AggregateResult> call = engine.CallAsync("slow", TestContext.Current.CancellationToken);
            ManualRun run = await check.NextRunAsync();

            await Race.AtOnceAsync(() => engine.Clock.Advance(TimeSpan.FromSeconds(2)), run.ReturnHealthy);
            Assert.True((await call).Status is HealthStatus.Healthy or HealthStatus.Unhealthy);
            await engine.RunsEndedAsync(round);
            CheckResult kept = await engine.GetOrStartRunAsync("slow");
            engine.Clock.Advance(TimeSpan.FromSeconds(3));

            Assert.Equal(HealthStatus.Healthy, kept.Status);
        }
    }

    [Fact]
    public async Task A_run_that_ends_after_its_timeout_is_a_TIMEOUT_even_where_the_timer_is_later_still()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        IReadOnlyList<Action> due = engine.Clock.MoveWithoutFiring((5 * Second) + Tick);
        run.ReturnHealthy();

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Timeout), ((await call).Status, (await call).Outcome.Reason));
        Assert.All(due, fire => fire());
        Assert.Equal(1, (await engine.GetOrStartRunAsync()).FailuresInRow);
    }

    [Theory]
    [InlineData("MaxAge", "00:00:00", HealthStatus.Unhealthy)]
    [InlineData("MaxAge", "00:00:30", HealthStatus.Unhealthy)]
    [InlineData("FailuresBeforeError", "2", HealthStatus.Degraded)]
    public async Task A_check_that_always_misses_its_timeout_is_never_OK(string key, string value, HealthStatus first)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("Timeout", "00:00:01"), (key, value));
        List<HealthStatus> answers = [];
        List<HealthStatus> kept = [];
        for (int ended = 1; ended <= 3; ended++)
        {
            Task<AggregateResult> call = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
            ManualRun run = await check.NextRunAsync();
            engine.Clock.Advance(Second);
            answers.Add((await call).Status);
            engine.Clock.Advance(0.5 * Second);
            run.ReturnHealthy();
            await engine.RunsEndedAsync(ended);
            await engine.CleanedUpAsync();
            kept.Add(engine.Check().Latest!.Status);
            engine.Clock.Advance(30 * Second);
        }

        Assert.Equal([first, HealthStatus.Unhealthy, HealthStatus.Unhealthy], answers);
        Assert.Equal(answers, kept);
    }

    [Theory]
    [InlineData(2.0, HealthStatus.Healthy, null)]
    [InlineData(2.1, HealthStatus.Degraded, HealthReason.Slow)]
    public async Task A_run_that_succeeds_but_takes_longer_than_WarnAfter_is_a_WARNING(double seconds, HealthStatus status, HealthReason? reason)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("WarnAfter", "00:00:02"));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(seconds));
        run.ReturnHealthy();
        CheckResult result = await call;

        Assert.Equal((status, reason, TimeSpan.FromSeconds(seconds)), (result.Status, result.Outcome.Reason, result.Duration));
    }

    [Fact]
    public async Task A_slow_run_that_fails_keeps_its_own_status()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("WarnAfter", "00:00:02"));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        run.Return(HealthCheckResult.Unhealthy("down"));
        CheckResult result = await call;

        Assert.Equal((HealthStatus.Unhealthy, (HealthReason?)null), (result.Status, result.Outcome.Reason));
    }

    private static EngineUnderTest Logging(IHealthCheck check, Action hook) => new(checks => checks
        .AddCheck("db", check).Services
        .AddLogging(logging => logging.AddProvider(new HookedLoggerProvider(hook)).AddFilter<HookedLoggerProvider>(line => line > LogLevel.Debug)));

    private static EngineUnderTest Slow(IHealthCheck check) => new(
        checks => checks.AddCheck("slow", check, tags: ["all"], timeout: TimeSpan.FromSeconds(20)),
        ("HealthFunctions__Deadline", "00:00:02"),
        ("HealthChecks__slow__MaxAge", "00:00:03"));

    /// <summary>Is a clock whose timers are ahead of its time, as those of the system are by some milliseconds.</summary>
    private sealed class EarlyClock : FakeTimeProvider
    {
        public static readonly TimeSpan Early = TimeSpan.FromMilliseconds(3);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > Early ? dueTime - Early : dueTime, period);
    }
}
