using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>What a cache would have to keep to stand in for our engine: the promises, then what a fresh answer costs.</summary>
internal static class CachesBenchmark
{
    private static readonly IReadOnlyList<(string Name, Func<IHealthCheck, Policy, ICandidate> Make)> Candidates =
    [
        ("our engine", (check, policy) => new EngineCandidate(check, policy)),
        ("HybridCache", (check, policy) => new HybridCacheCandidate(check, policy)),
        ("FusionCache", (check, policy) => new FusionCacheCandidate(check, policy)),
    ];

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        await TryPromisesAsync();
        IReadOnlyList<Cost> costs = await MeasureFreshAsync();
        return
        [
            .. Candidates.Zip(costs).Skip(1).Select(other => new Row(
                $"fresh answer: our engine against {other.First.Name}, time", costs[0].Nanoseconds, other.Second.Nanoseconds, "ns", 1)),
            .. Candidates.Zip(costs).Select((one, i) => new Row(
                $"fresh answer: {one.First.Name}, bytes against 64", one.Second.Bytes, 64, "B", i == 0 ? 1 : null)),
        ];
    }

    private static async Task TryPromisesAsync()
    {
        Console.WriteLine();
        Console.WriteLine($"| promise | {string.Join(" | ", Candidates.Select(candidate => candidate.Name))} |");
        Console.WriteLine($"|---|{string.Concat(Candidates.Select(_ => "---|"))}");
        IReadOnlyList<Promises> promises = [.. Candidates.Select(candidate => new Promises(candidate.Make))];
        for (int i = 0; i < promises[0].All.Count; i++)
        {
            List<Finding> findings = [];
            // Ours last: it readies the thread pool for as many runs as it has seen, which would help the others too.
            foreach (Promises ofOne in promises.Reverse())
            {
                findings.Insert(0, await ofOne.All[i].TryAsync());
            }

            Console.WriteLine($"| {promises[0].All[i].Promise} | {string.Join(" | ", findings)} |");
        }

        Console.WriteLine();
    }

    private static async Task<IReadOnlyList<Cost>> MeasureFreshAsync()
    {
        Policy policy = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
        List<ICandidate> candidates = [.. Candidates.Select(candidate => candidate.Make(new DelegateCheck(() => Task.CompletedTask), policy))];
        IReadOnlyList<Cost> costs = await Alternating.MeasureAsync(
            [.. candidates.Select(candidate => (Func<ValueTask>)(() => CallAsync(candidate)))]);
        foreach (ICandidate candidate in candidates)
        {
            await candidate.DisposeAsync();
        }

        return costs;
    }

    // Not awaited where there is nothing to wait for, so that only the candidate's own allocations are counted.
    private static ValueTask CallAsync(ICandidate candidate)
    {
        ValueTask<CandidateAnswer> call = candidate.CallAsync(CancellationToken.None);
        return call.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(call.AsTask());
    }
}
