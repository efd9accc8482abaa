namespace FunctionsApp.Benchmarks;

/// <summary>One named check that returns Healthy: our engine against the framework's service.</summary>
internal static class EngineBenchmark
{
    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        await using NamedCheck one = new(registered: 1);
        await using NamedCheck thousand = new(registered: 1000);
        IReadOnlyList<Cost> costs = await Alternating.MeasureAsync(
            one.RunAsync, one.FrameworkAsync, one.FreshAsync, thousand.RunAsync, thousand.FrameworkAsync, thousand.FreshAsync);
        (Cost run, Cost framework, Cost fresh) = (costs[0], costs[1], costs[2]);
        (Cost runOfThousand, Cost frameworkOfThousand, Cost freshOfThousand) = (costs[3], costs[4], costs[5]);
        return
        [
            new Row("engine: one named check, 1 registered: time", fresh.Nanoseconds, framework.Nanoseconds, "ns", 0.2),
            new Row("engine: one named check, 1 registered: allocated, against 64 B", fresh.Bytes, 64, "B", 1),
            new Row("engine: one named check, 1,000 registered: time", freshOfThousand.Nanoseconds, frameworkOfThousand.Nanoseconds, "ns", 0.2),
            new Row("engine: one named check, 1,000 against 1 registered: time", freshOfThousand.Nanoseconds, fresh.Nanoseconds, "ns", 1.1),
            // A run waits for a thread that it may block, so it cannot beat a service that trusts its checks by much.
            new Row("engine: each call a run (MaxAge 0), 1 registered: time", run.Nanoseconds, framework.Nanoseconds, "ns", 1.25),
            new Row("engine: each call a run (MaxAge 0), 1 registered: allocated", run.Bytes, framework.Bytes, "B", 0.5),
            new Row("engine: each call a run (MaxAge 0), 1,000 registered: time", runOfThousand.Nanoseconds, frameworkOfThousand.Nanoseconds, "ns", 0.5),
            new Row("engine: each call a run (MaxAge 0), 1,000 against 1 registered: time", runOfThousand.Nanoseconds, run.Nanoseconds, "ns", 1.1),
        ];
    }
}
