using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

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

        Assert.Equal(HealthReason.Timeout, (await call).Outcome.Reason);
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
    public async Task The_timeout_counts_from_the_start_of_the_run_not_from_the_wait_for_a_slot()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = WithSlots(1, ("one", one), ("two", two));

        _ = engine.GetOrStartRunAsync("one");
        ManualRun running = await one.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<CheckResult> second = engine.GetOrStartRunAsync("two");
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        running.ReturnHealthy();
        await two.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.False(second.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((HealthReason.Timeout, TimeSpan.FromSeconds(5)), ((await second).Outcome.Reason, (await second).Duration));
    }

    [Fact]
    public async Task A_group_of_more_checks_than_slots_has_no_false_TIMEOUT()
    {
        const int checks = 12;
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = WithSlots(2, [.. Enumerable.Range(0, checks).Select(i => ($"check-{i}", (IHealthCheck)check))]);

        // Each takes one second of its five, and the last begins after five seconds.
        Task<HealthReport> report = engine.ReportAsync();
        for (int i = 0; i < checks; i += 2)
        {
            (ManualRun one, ManualRun other) = (await check.NextRunAsync(), await check.NextRunAsync());
            engine.Clock.Advance(TimeSpan.FromSeconds(1));
            one.ReturnHealthy();
            other.ReturnHealthy();
        }

        Assert.All((await report).Entries.Values, entry => Assert.Equal((HealthStatus.Healthy, TimeSpan.FromSeconds(1)), (entry.Status, entry.Duration)));
        Assert.Equal(TimeSpan.FromSeconds(6), (await report).TotalDuration);
    }

    [Fact]
    public async Task A_call_whose_run_gets_no_slot_by_the_deadline_is_a_DEADLINE_that_is_recorded_nowhere()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("one", one, timeout: TimeSpan.FromSeconds(20)).AddCheck("two", two, tags: ["all"]),
            ("HealthFunctions__MaxConcurrency", "1"),
            ("HealthFunctions__Deadline", "00:00:02"));
        _ = engine.GetOrStartRunAsync("one");
        ManualRun running = await one.NextRunAsync();

        Task<AggregateResult>[] calls =
            [engine.CallAsync("two", TestContext.Current.CancellationToken), engine.CallGroupAsync("all", TestContext.Current.CancellationToken)];
        Task<CheckResult> full = engine.GetOrStartRunAsync("two");
        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(HealthStatus.Unhealthy, answer.Status));
        Assert.False(full.IsCompleted);
        running.ReturnHealthy();
        (await two.NextRunAsync()).ReturnHealthy();

        Assert.Equal((HealthStatus.Healthy, 0), ((await full).Status, (await full).FailuresInRow));
        Assert.DoesNotContain(engine.Logged("StatusChanged"), line => line.Level > LogLevel.Debug);
    }

    [Fact]
    public async Task Hung_runs_give_their_slots_to_healthy_checks()
    {
        const int slots = 4;
        ManualHealthCheck hung = new();
        await using EngineUnderTest engine = WithSlots(
            slots,
            [
                .. Enumerable.Range(0, 2 * slots).Select(i => ($"hung-{i}", (IHealthCheck)hung)),
                ("good", DelegateCheck.Returning(HealthCheckResult.Healthy())),
            ]);
        Task<HealthReport> report = engine.ReportAsync();
        List<ManualRun> running = [];
        for (int i = 0; i < 2 * slots; i++)
        {
            running.Add(await hung.NextRunAsync());
            if (running.Count % slots == 0)
            {
                engine.Clock.Advance(TimeSpan.FromSeconds(5));
            }
        }

        Assert.Equal(HealthStatus.Healthy, (await report).Entries["good"].Status);
        for (int minute = 0; minute < 5; minute++)
        {
            engine.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(HealthStatus.Healthy, (await engine.CallAsync("good", TestContext.Current.CancellationToken)).Status);
            Assert.All(
                (await engine.ReportAsync()).Entries.Where(entry => entry.Key != "good"),
                entry => Assert.Equal((HealthStatus.Unhealthy, "STILL_RUNNING"), (entry.Value.Status, entry.Value.Description)));
        }

        Assert.Equal(2 * slots, hung.Runs);
        Assert.All(running, run => run.ReturnHealthy());
        await engine.RunsEndedAsync(2 * slots);
    }

    [Fact]
    public async Task No_more_than_MaxConcurrency_runs_are_within_their_timeout()
    {
        const int slots = 4;
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = WithSlots(slots, [.. Enumerable.Range(0, 3 * slots).Select(i => ($"check-{i}", (IHealthCheck)check))]);

        Task<HealthReport> report = engine.ReportAsync();
        for (int round = 1; round <= 3; round++)
        {
            List<ManualRun> running = [];
            for (int i = 0; i < slots; i++)
            {
                running.Add(await check.NextRunAsync());
            }

            Assert.Equal(round * slots, check.Runs);
            // A late run that ends has no slot to release: it gave it back at its timeout.
            engine.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.All(running, run => run.ReturnHealthy());
        }

        Assert.All((await report).Entries.Values, entry => Assert.Equal("TIMEOUT", entry.Description));
        Assert.Equal(3 * slots, check.Runs);
    }

    [Fact]
    public async Task A_slot_released_at_the_same_time_by_the_timeout_and_by_the_end_of_its_run_is_released_once()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck two = new();
        ManualHealthCheck three = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("one", one).AddCheck("two", two, timeout: TimeSpan.FromSeconds(10)).AddCheck("three", three),
            ("HealthFunctions__MaxConcurrency", "1"),
            ("HealthChecks__one__MaxAge", "00:00:00"),
            ("HealthChecks__two__MaxAge", "00:00:00"),
            ("HealthChecks__three__MaxAge", "00:00:00"));
        int ended = 0;
        for (int round = 0; round < Race.Rounds; round++)
        {
            Task<CheckResult> first = engine.GetOrStartRunAsync("one");
            ManualRun running = await one.NextRunAsync();
            Task<CheckResult> second = engine.GetOrStartRunAsync("two");
            Task<CheckResult> third = engine.GetOrStartRunAsync("three");

            await Race.AtOnceAsync(running.ReturnHealthy, () => engine.Clock.Advance(TimeSpan.FromSeconds(5)));
            await engine.RunsEndedAsync(++ended);
            ManualRun next = await two.NextRunAsync();
            Assert.False(three.TryNextRun(out _));
            next.ReturnHealthy();
            (await three.NextRunAsync()).ReturnHealthy();
            await engine.RunsEndedAsync(ended += 2);

            Assert.True((await first).Outcome.Reason is null or HealthReason.Timeout);
            Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), ((await second).Status, (await third).Status));
        }
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
