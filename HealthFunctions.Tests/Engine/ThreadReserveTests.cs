using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that the thread pool has a thread for each run under way, because each may block its own, and is left as it was.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class ThreadReserveTests
{
    private const int Before = 2;
    private readonly FakePool _pool = new() { Current = Before };
    private readonly ThreadReserve _reserve;

    public ThreadReserveTests() => _reserve = new(_pool);

    [Fact]
    public void The_minimum_of_the_pool_is_raised_by_the_runs_under_way_and_lowered_as_they_end()
    {
        Enter(8);
        Assert.Equal(Before + 8, _pool.Current);
        Leave(3);
        Assert.Equal(Before + 5, _pool.Current);
        Enter(1);
        Assert.Equal(Before + 6, _pool.Current);
        Leave(6);

        Assert.Equal((Before, 0), (_pool.Current, _reserve.Runs));
    }

    [Fact]
    public void It_is_raised_by_no_more_than_a_limit()
    {
        Enter(ThreadReserve.Most + 5);
        Assert.Equal(Before + ThreadReserve.Most, _pool.Current);
        Leave(5);
        Assert.Equal(Before + ThreadReserve.Most, _pool.Current);
        Leave(1);
        Assert.Equal(Before + ThreadReserve.Most - 1, _pool.Current);
        Leave(ThreadReserve.Most - 1);

        Assert.Equal(Before, _pool.Current);
    }

    [Fact]
    public void What_the_app_sets_meanwhile_stays()
    {
        Enter(3);
        _pool.Current = 20;
        Leave(2);
        Assert.Equal(21, _pool.Current);
        Leave(1);

        Assert.Equal(20, _pool.Current);
    }

    [Fact]
    public void It_stays_below_the_maximum_that_the_app_has_set()
    {
        _pool.Most = Before + 5;

        Enter(8);
        Assert.Equal(Before + 5, _pool.Current);
        Leave(7);
        Assert.Equal(Before + 1, _pool.Current);
        Leave(1);

        Assert.Equal(Before, _pool.Current);
    }

    [Fact]
    public void A_pool_that_refuses_is_left_as_it_is()
    {
        _pool.Refuses = true;
        Enter(3);
        Assert.Equal(Before, _pool.Current);
        _pool.Refuses = false;
        Leave(1);
        Assert.Equal(Before + 2, _pool.Current);
        Leave(2);

        Assert.Equal(Before, _pool.Current);
    }

    [Fact]
    public void The_limits_are_those_of_the_thread_pool()
    {
        ThreadPoolIdle.Wait();
        PoolLimits pool = new();
        int before = pool.Minimum;

        Assert.True(pool.TrySetMinimum(before + 1));
        ThreadPool.GetMinThreads(out int minimum, out _);
        ThreadPool.GetMaxThreads(out int maximum, out _);

        Assert.Equal((before + 1, maximum), (minimum, pool.Maximum));
        Assert.False(pool.TrySetMinimum(maximum + 1));
        Assert.True(pool.TrySetMinimum(before));
    }

    [Fact]
    public async Task A_run_has_its_thread_until_it_ends_even_where_it_hangs()
    {
        ThreadPoolIdle.Wait();
        int runs = ThreadReserve.Shared.Runs;
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await call;
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(runs + 1, ThreadReserve.Shared.Runs);
        run.ReturnHealthy();

        await engine.CleanedUpAsync();
        Assert.Equal(runs, ThreadReserve.Shared.Runs);
    }

    [Fact]
    public async Task Without_ReserveThreads_the_pool_is_left_alone()
    {
        ThreadPoolIdle.Wait();
        int runs = ThreadReserve.Shared.Runs;
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("db", check), ("HealthFunctions__ReserveThreads", "false"));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Assert.Equal(runs, ThreadReserve.Shared.Runs);
        run.ReturnHealthy();
        await call;
    }

    private void Enter(int runs) => Repeat(runs, _reserve.Enter);

    private void Leave(int runs) => Repeat(runs, _reserve.Leave);

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    /// <summary>Is a pool that no other test changes.</summary>
    private sealed class FakePool : PoolLimits
    {
        public int Current { get; set; }

        public int Most { get; set; } = 1000;

        public bool Refuses { get; set; }

        public override int Minimum => Current;

        public override int Maximum => Most;

        public override bool TrySetMinimum(int minimum)
        {
            if (!Refuses)
            {
                Current = minimum;
            }

            return !Refuses;
        }
    }
}
