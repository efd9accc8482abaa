using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that the thread pool has a thread for each run under way, because each may block its own, and is left as it was.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class ThreadReserveTests
{
    private readonly ThreadReserve _reserve = new();
    private readonly int _before = IdleMinimum();

    [Fact]
    public void The_minimum_of_the_pool_is_raised_by_the_runs_under_way_and_lowered_as_they_end()
    {
        Enter(8);
        Assert.Equal(_before + 8, Minimum());
        Leave(3);
        Assert.Equal(_before + 5, Minimum());
        Enter(1);
        Assert.Equal(_before + 6, Minimum());
        Leave(6);

        Assert.Equal((_before, 0), (Minimum(), _reserve.Runs));
    }

    [Fact]
    public void It_is_raised_by_no_more_than_a_limit()
    {
        Enter(ThreadReserve.Most + 5);
        Assert.Equal(_before + ThreadReserve.Most, Minimum());
        Leave(5);
        Assert.Equal(_before + ThreadReserve.Most, Minimum());
        Leave(1);
        Assert.Equal(_before + ThreadReserve.Most - 1, Minimum());
        Leave(ThreadReserve.Most - 1);

        Assert.Equal(_before, Minimum());
    }

    [Fact]
    public void What_the_app_sets_meanwhile_stays()
    {
        Enter(3);
        SetMinimum(_before + 20);
        Leave(2);
        Assert.Equal(_before + 21, Minimum());
        Leave(1);

        Assert.Equal(_before + 20, Minimum());
        SetMinimum(_before);
    }

    [Fact]
    public void It_stays_below_the_maximum_that_the_app_has_set()
    {
        ThreadPool.GetMaxThreads(out int maximum, out int completionPorts);
        Assert.True(ThreadPool.SetMaxThreads(_before + 5, completionPorts));

        Enter(8);
        Assert.Equal(_before + 5, Minimum());
        Leave(7);
        Assert.Equal(_before + 1, Minimum());
        Leave(1);

        Assert.Equal(_before, Minimum());
        ThreadPool.SetMaxThreads(maximum, completionPorts);
    }

    [Fact]
    public async Task A_run_has_its_thread_until_it_ends_even_where_it_hangs()
    {
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
        int runs = ThreadReserve.Shared.Runs;
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("db", check),
            ("HealthFunctions__ReserveThreads", "false"));

        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();

        Assert.Equal((runs, _before), (ThreadReserve.Shared.Runs, Minimum()));
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

    /// <summary>Gets the minimum of the pool, once the runs of other tests have ended.</summary>
    private static int IdleMinimum()
    {
        ThreadPoolIdle.Wait();
        return Minimum();
    }

    private static int Minimum()
    {
        ThreadPool.GetMinThreads(out int workers, out _);
        return workers;
    }

    private static void SetMinimum(int workers)
    {
        ThreadPool.GetMinThreads(out _, out int completionPorts);
        Assert.True(ThreadPool.SetMinThreads(workers, completionPorts));
    }
}
