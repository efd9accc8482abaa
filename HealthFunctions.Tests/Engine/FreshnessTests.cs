using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a result answers later calls until it is MaxAge old, with its age.</summary>
public sealed class FreshnessTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(HealthStatus.Healthy, false)]
    [InlineData(HealthStatus.Degraded, false)]
    [InlineData(HealthStatus.Unhealthy, false)]
    [InlineData(HealthStatus.Unhealthy, true)]
    public async Task A_result_of_any_status_answers_later_calls_with_its_age(HealthStatus status, bool thrown)
    {
        void End(ManualRun run)
        {
            if (thrown)
            {
                run.Throw(new InvalidOperationException());
            }
            else
            {
                run.Return(new HealthCheckResult(status));
            }
        }

        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));

        AggregateResult measured = await MeasureAsync(engine, check, End);
        AggregateResult atOnce = await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        engine.Clock.Advance(MaxAge - Tick);
        AggregateResult atLast = await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(new AggregateResult(status, default, Age: null), measured);
        Assert.Equal(new AggregateResult(status, default, TimeSpan.Zero), atOnce);
        Assert.Equal(new AggregateResult(status, default, MaxAge - Tick), atLast);
        Assert.Equal(1, check.Runs);
    }

    [Fact]
    public async Task A_call_at_the_expiry_of_a_result_is_measured_anew()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));
        await MeasureAsync(engine, check, run => run.ReturnHealthy());

        engine.Clock.Advance(MaxAge);
        AggregateResult second = await MeasureAsync(engine, check, run => run.Return(HealthCheckResult.Degraded()));

        Assert.Equal(new AggregateResult(HealthStatus.Degraded, default, Age: null), second);
    }

    [Fact]
    public async Task Concurrent_callers_at_the_expiry_of_a_result_share_one_run()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));
        await MeasureAsync(engine, check, run => run.ReturnHealthy());
        for (int round = 1; round < Race.Rounds; round++)
        {
            Task<AggregateResult>[] calls = new Task<AggregateResult>[2];

            await Race.AtOnceAsync(
                () => engine.Clock.Advance(MaxAge),
                () => calls[0] = engine.CallAsync(),
                () => calls[1] = engine.CallAsync());
            Task<AggregateResult> third = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
            (await check.NextRunAsync()).ReturnHealthy();
            await third;

            Assert.All(await Task.WhenAll(calls), answer => Assert.True(answer.Age is null || answer.Age < MaxAge));
            Assert.Equal(round + 1, check.Runs);
        }
    }

    [Fact]
    public async Task With_a_MaxAge_of_zero_no_result_answers_twice()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));

        await MeasureAsync(engine, check, run => run.ReturnHealthy());
        AggregateResult second = await MeasureAsync(engine, check, run => run.ReturnHealthy());

        Assert.Null(second.Age);
        Assert.Equal(2, check.Runs);
    }

    [Fact]
    public async Task The_age_of_a_result_counts_from_the_end_of_its_run()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));

        Task<AggregateResult> call = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        run.ReturnHealthy();
        await call;
        engine.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), (await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken)).Age);
    }

    [Fact]
    public async Task The_age_is_a_header_in_whole_seconds()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()), ("MaxAge", "00:00:10"));

        HealthResponse measured = await engine.GetAsync("/_system/check/db");
        engine.Clock.Advance(TimeSpan.FromSeconds(7.9));
        HealthResponse shared = await engine.GetAsync("/_system/check/db");

        Assert.DoesNotContain(measured.Headers, header => header.Key == "Age");
        Assert.Contains(KeyValuePair.Create("Age", "7"), shared.Headers);
    }

    [Theory]
    [InlineData("one", "two")]
    [InlineData("two", "one")]
    public async Task The_age_of_a_group_is_that_of_its_oldest_result(string older, string newer)
    {
        await using EngineUnderTest engine = Group("00:00:10");

        await engine.CallAsync(older, TestContext.Current.CancellationToken);
        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        await engine.CallAsync(newer, TestContext.Current.CancellationToken);
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        AggregateResult mixed = await engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        AggregateResult shared = await engine.CallGroupAsync("all", TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(3), mixed.Age);
        Assert.Equal(TimeSpan.FromSeconds(4), shared.Age);
    }

    [Fact]
    public async Task A_group_that_was_measured_for_the_call_has_no_age()
    {
        await using EngineUnderTest engine = Group("00:00:10");

        Assert.Null((await engine.CallGroupAsync("all", TestContext.Current.CancellationToken)).Age);
    }

    [Fact]
    public async Task A_result_that_expires_while_its_group_waits_for_another_answers_with_its_age()
    {
        ManualHealthCheck quick = new();
        ManualHealthCheck slow = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("quick", quick, tags: ["all"]).AddCheck("slow", slow, tags: ["all"]),
            ("HealthChecks__quick__MaxAge", "00:00:01"));
        await MeasureAsync(engine, quick, run => run.ReturnHealthy(), "quick");

        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        ManualRun waited = await slow.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        waited.ReturnHealthy();

        Assert.Equal(new AggregateResult(HealthStatus.Healthy, default, TimeSpan.FromSeconds(4)), await group);
        Assert.Equal(1, quick.Runs);
    }

    [Fact]
    public async Task A_group_answers_with_a_newer_result_that_another_call_has_brought_meanwhile()
    {
        ManualHealthCheck quick = new();
        ManualHealthCheck slow = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("quick", quick, tags: ["all"]).AddCheck("slow", slow, tags: ["all"]),
            ("HealthChecks__quick__MaxAge", "00:00:01"));

        // The group starts this run itself, and still answers with the next one.
        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        ManualRun waited = await slow.NextRunAsync();
        (await quick.NextRunAsync()).ReturnHealthy();
        await engine.RunsEndedAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await MeasureAsync(engine, quick, run => run.Return(HealthCheckResult.Unhealthy()), "quick");
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        waited.ReturnHealthy();

        Assert.Equal(new AggregateResult(HealthStatus.Unhealthy, default, TimeSpan.FromSeconds(3)), await group);
    }

    [Fact]
    public async Task A_group_that_joins_a_run_of_another_call_tells_the_age_of_its_result()
    {
        ManualHealthCheck quick = new();
        ManualHealthCheck slow = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("quick", quick, tags: ["all"]).AddCheck("slow", slow, tags: ["all"]));

        Task<CheckResult> other = engine.GetOrStartRunAsync("quick");
        ManualRun joined = await quick.NextRunAsync();
        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        ManualRun waited = await slow.NextRunAsync();
        joined.ReturnHealthy();
        await other;
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        waited.ReturnHealthy();

        Assert.Equal(new AggregateResult(HealthStatus.Healthy, default, TimeSpan.FromSeconds(4)), await group);
        Assert.Equal(1, quick.Runs);
    }

    [Fact]
    public async Task The_age_of_a_group_is_that_at_the_time_of_the_answer()
    {
        ManualHealthCheck quick = new();
        ManualHealthCheck slow = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("quick", quick, tags: ["all"]).AddCheck("slow", slow, tags: ["all"]),
            ("HealthChecks__quick__MaxAge", "00:00:10"));
        await MeasureAsync(engine, quick, run => run.ReturnHealthy(), "quick");

        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        ManualRun waited = await slow.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        waited.ReturnHealthy();

        Assert.Equal(TimeSpan.FromSeconds(4), (await group).Age);
        Assert.Equal(1, quick.Runs);
    }

    [Fact]
    public async Task An_idle_engine_has_no_timer()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:10"));
        Assert.Equal(0, engine.Clock.Timers);

        await MeasureAsync(engine, check, run => run.ReturnHealthy());
        Assert.Equal(0, engine.Clock.Timers);

        engine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, check.Runs);
    }

    [Fact]
    public async Task A_hung_run_leaves_no_timer_behind()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("Timeout", "00:00:10"));

        Task<AggregateResult> call = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        engine.Clock.Advance(TimeSpan.FromSeconds(10));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await call;

        Assert.Equal(0, engine.Clock.Timers);
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "It is what is measured, and is never used again.")]
    public async Task A_fresh_result_costs_no_allocation()
    {
        const int calls = 1000;
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()));
        SharedCheck check = engine.Check();
        await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        long AllocatedBy(Action call)
        {
            call();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                call();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The fake clock may allocate; the engine reads it once.
        long clock = AllocatedBy(() => engine.Clock.GetTimestamp());
        long call = AllocatedBy(() => _ = engine.Engine.CheckAsync(check, CancellationToken.None).IsCompletedSuccessfully);

        Assert.Equal(clock, call);
    }

    private static EngineUnderTest Group(string maxAge)
    {
        DelegateCheck check = DelegateCheck.Returning(HealthCheckResult.Healthy());
        return new EngineUnderTest(
            checks => checks.AddCheck("one", check, tags: ["all"]).AddCheck("two", check, tags: ["all"]).AddCheck("three", check, tags: ["all"]),
            ("HealthChecks__one__MaxAge", maxAge),
            ("HealthChecks__two__MaxAge", maxAge),
            ("HealthChecks__three__MaxAge", maxAge));
    }

    private static async Task<AggregateResult> MeasureAsync(
        EngineUnderTest engine, ManualHealthCheck check, Action<ManualRun> end, string name = EngineUnderTest.Db)
    {
        Task<AggregateResult> call = engine.CallAsync(name, TestContext.Current.CancellationToken);
        end(await check.NextRunAsync());
        return await call;
    }
}
