using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that checks that block their threads delay neither callers nor other checks, and tests the limit of concurrent runs.</summary>
public sealed class BlockingCheckTests
{
    [Fact]
    public async Task A_check_that_blocks_its_thread_does_not_block_its_caller()
    {
        using ManualResetEventSlim release = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(Blocking(release));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        Assert.False(call.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Reason.Timeout, (await call).Outcome.Reason);
        release.Set();
    }

    [Fact]
    public async Task Other_checks_and_the_system_route_answer_while_many_checks_block()
    {
        const int many = 32;
        using ManualResetEventSlim release = new();
        using CountdownEvent begun = new(many);
        DelegateCheck blocking = new(_ =>
        {
            begun.Signal();
            release.Wait(CancellationToken.None);
            return Task.FromResult(HealthCheckResult.Healthy());
        });
        await using EngineUnderTest engine = new(checks =>
        {
            for (int i = 0; i < many; i++)
            {
                checks.AddCheck($"blocking-{i}", blocking, tags: ["blocking"]);
            }

            checks.AddCheck("other", DelegateCheck.Returning(HealthCheckResult.Healthy()));
        });

        Task<AggregateResult> group = engine.CallGroupAsync("blocking", TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);
        ValueTask<HealthResponse> system = engine.GetAsync("/_system/check");

        Assert.True(system.IsCompleted);
        Assert.Equal(200, (await system).StatusCode);
        Assert.Equal(HealthStatus.Healthy, (await engine.CallAsync("other", TestContext.Current.CancellationToken)).Status);
        Assert.False(group.IsCompleted);
        release.Set();
        Assert.Equal(HealthStatus.Healthy, (await group).Status);
    }

    [Fact]
    public async Task Beyond_MaxConcurrency_a_run_waits_for_a_slot()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = WithSlots(1, ("one", one), ("two", two));

        Task<CheckResult> first = engine.GetOrStartRunAsync("one");
        ManualRun running = await one.NextRunAsync();
        Task<CheckResult> second = engine.GetOrStartRunAsync("two");
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, two.Runs);
        running.ReturnHealthy();
        ManualRun queued = await two.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        queued.ReturnHealthy();

        Assert.Equal(HealthStatus.Healthy, (await first).Status);
        Assert.Equal(HealthStatus.Healthy, (await second).Status);
        Assert.Equal(TimeSpan.FromSeconds(1), (await second).Duration);
    }

    [Fact]
    public async Task The_wait_for_a_slot_counts_towards_the_timeout()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = WithSlots(1, ("one", one), ("two", two));

        _ = engine.GetOrStartRunAsync("one");
        ManualRun running = await one.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(4));
        Task<CheckResult> second = engine.GetOrStartRunAsync("two");
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        running.ReturnHealthy();
        await two.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((Reason.Timeout, TimeSpan.FromSeconds(5)), ((await second).Outcome.Reason, (await second).Duration));
    }

    [Fact]
    public async Task A_run_that_gets_no_slot_before_its_timeout_is_QUEUED_and_never_starts()
    {
        ManualHealthCheck hung = new();
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = WithSlots(1, ("hung", hung), ("db", check));

        _ = engine.GetOrStartRunAsync("hung");
        ManualRun running = await hung.NextRunAsync();
        Task<CheckResult> queued = engine.GetOrStartRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((HealthStatus.Unhealthy, Reason.Queued), ((await queued).Status, (await queued).Outcome.Reason));

        Task<CheckResult> again = engine.GetOrStartRunAsync();
        Assert.False(again.IsCompleted);
        running.ReturnHealthy();
        (await check.NextRunAsync()).ReturnHealthy();
        Assert.Equal(HealthStatus.Healthy, (await again).Status);
        Assert.Equal(1, check.Runs);
        Assert.DoesNotContain(engine.Hung.GetMeasurementSnapshot(), hang => (string?)hang.Tags["check"] == "db");
    }

    [Fact]
    public async Task Hung_runs_keep_their_slots_and_no_more_than_MaxConcurrency_run()
    {
        const int slots = 4;
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = WithSlots(slots, [.. Enumerable.Range(0, 10).Select(i => ($"check-{i}", (IHealthCheck)check))]);

        for (int minute = 0; minute < 5; minute++)
        {
            Task<HealthReport> report = engine.ReportAsync();
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HealthStatus.Unhealthy, (await report).Status);
        }

        List<ManualRun> running = [];
        for (int i = 0; i < slots; i++)
        {
            running.Add(await check.NextRunAsync());
        }

        Assert.Equal(slots, check.Runs);
        Assert.All(running, run => run.ReturnHealthy());
        await engine.RunsEndedAsync(slots);
    }

    [Fact]
    public async Task A_slot_acquired_at_the_same_time_as_the_timeout_is_used_or_released()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = WithSlots(1, ("one", one), ("two", two));
        int ended = 0;
        for (int round = 0; round < Race.Rounds; round++)
        {
            int begunBefore = two.Runs;
            Task<CheckResult> first = engine.GetOrStartRunAsync("one");
            ManualRun running = await one.NextRunAsync();
            engine.Clock.Advance(TimeSpan.FromSeconds(1));
            Task<CheckResult> second = engine.GetOrStartRunAsync("two");
            engine.Clock.Advance(TimeSpan.FromSeconds(3));

            // The step passes the timeouts of both runs; that of the first one does not release its slot.
            await Race.AtOnceAsync(running.ReturnHealthy, () => engine.Clock.Advance(TimeSpan.FromSeconds(2)));
            await engine.RunsEndedAsync(++ended);
            CheckResult result = await second;
            await first;
            if (result.Outcome.Reason == Reason.Timeout)
            {
                (await two.NextRunAsync()).ReturnHealthy();
                await engine.RunsEndedAsync(++ended);
            }
            else
            {
                Assert.Equal(Reason.Queued, result.Outcome.Reason);
                Assert.Equal(begunBefore, two.Runs);
            }
        }

        Task<CheckResult> last = engine.GetOrStartRunAsync("two");
        (await two.NextRunAsync()).ReturnHealthy();
        Assert.Equal(HealthStatus.Healthy, (await last).Status);
    }

    private static DelegateCheck Blocking(ManualResetEventSlim release) => new(_ =>
    {
        release.Wait(CancellationToken.None);
        return Task.FromResult(HealthCheckResult.Healthy());
    });

    private static EngineUnderTest WithSlots(int slots, params IReadOnlyList<(string Name, IHealthCheck Check)> checks) => new(
        builder =>
        {
            foreach ((string name, IHealthCheck check) in checks)
            {
                builder.AddCheck(name, check);
            }
        },
        [
            ("HealthFunctions__MaxConcurrency", $"{slots}"),
            .. checks.Select(check => ($"HealthChecks__{check.Name}__MaxAge", (string?)"00:00:00")),
        ]);
}
