using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that the thread pool has a thread for each concurrent run, because each may block its own.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class ThreadReserveTests
{
    [Fact]
    public async Task It_grows_by_the_maximum_number_of_concurrent_runs_and_no_more()
    {
        // The last runs of other tests may still be ending.
        ThreadPoolIdle.Wait();
        int before = ReadyThreads();
        int many = before + 8;

        await RunAtOnceAsync(many);
        int grown = ReadyThreads();
        await RunAtOnceAsync(many);
        int again = ReadyThreads();
        await RunAtOnceAsync(many + 5);

        Assert.InRange(grown, many + 1, before + many);
        Assert.Equal(grown, again);
        Assert.Equal(grown + 5, ReadyThreads());
    }

    private static async Task RunAtOnceAsync(int many)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(
            checks =>
            {
                for (int i = 0; i < many; i++)
                {
                    checks.AddCheck($"check-{i}", check);
                }
            },
            ("HealthFunctions__MaxConcurrency", $"{many}"));

        Task<HealthReport> report = engine.ReportAsync();
        List<ManualRun> runs = [];
        for (int i = 0; i < many; i++)
        {
            runs.Add(await check.NextRunAsync());
        }

        runs.ForEach(run => run.ReturnHealthy());
        await report;
        await engine.RunsEndedAsync(many);
        for (int i = 0; i < many; i++)
        {
            // A thread is in use until the services of its run are disposed of.
            await engine.CleanedUpAsync($"check-{i}");
        }
    }

    private static int ReadyThreads()
    {
        ThreadPool.GetMinThreads(out int workers, out _);
        return workers;
    }
}
