using System.Diagnostics;

namespace FunctionsApp.Benchmarks;

/// <summary>Measures several ways to do a thing in turns, so that whatever else the machine does meets them all alike.</summary>
internal static class Alternating
{
    private const int WarmUps = 400;
    private const int Rounds = 201;
    private const int CallsPerRound = 1_000;

    /// <returns>Of each way, the median nanoseconds and bytes per call.</returns>
    public static Task<IReadOnlyList<Cost>> MeasureAsync(params IReadOnlyList<Func<ValueTask>> ways) => MeasureAsync(CallsPerRound, ways);

    /// <param name="callsPerRound">How often a way is called in its turn.</param>
    /// <param name="ways">The ways.</param>
    /// <returns>Of each way, the median nanoseconds and bytes per call.</returns>
    public static async Task<IReadOnlyList<Cost>> MeasureAsync(int callsPerRound, params IReadOnlyList<Func<ValueTask>> ways)
    {
        List<Cost>[] costs = [.. ways.Select(_ => new List<Cost>())];
        for (int round = -WarmUps; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Count; way++)
            {
                Cost cost = await MeasureAsync(ways[way], callsPerRound);
                // The just-in-time compiler takes its time to replace code that has proved hot.
                if (round >= 0)
                {
                    costs[way].Add(cost);
                }
            }
        }

        return [.. costs.Select(samples => new Cost(samples.Select(cost => cost.Nanoseconds).Median(), samples.Select(cost => cost.Bytes).Median()))];
    }

    private static async Task<Cost> MeasureAsync(Func<ValueTask> way, int calls)
    {
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            await way();
        }

        double nanoseconds = Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        return new Cost(nanoseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)calls);
    }
}
