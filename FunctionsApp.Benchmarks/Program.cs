using FunctionsApp.Benchmarks;
using FunctionsApp.Benchmarks.Caches;
using FunctionsApp.Benchmarks.Probes;

Dictionary<string, Func<Task<IReadOnlyList<Row>>>> benchmarks = new()
{
    ["engine"] = EngineBenchmark.RunAsync,
    ["probes"] = ProbesBenchmark.RunAsync,
    ["settings"] = SettingsBenchmark.RunAsync,
    ["caches"] = CachesBenchmark.RunAsync,
    ["storm"] = StormBenchmark.RunAsync,
    ["blocking"] = BlockingBenchmark.RunAsync,
    ["late"] = LateBenchmark.RunAsync,
    ["hung"] = HungBenchmark.RunAsync,
    ["soak"] = SoakBenchmark.RunAsync,
    ["http"] = HttpBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
    ["worker"] = WorkerBenchmark.RunAsync,
};
if (args.Except(benchmarks.Keys).Any())
{
    await Console.Error.WriteLineAsync($"Usage: FunctionsApp.Benchmarks [{string.Join("] [", benchmarks.Keys)}]; the default is all of them.");
    return 64;
}

List<Row> rows = [];
foreach ((string name, Func<Task<IReadOnlyList<Row>>> run) in benchmarks)
{
    if (args.Length == 0 || args.Contains(name))
    {
        Console.WriteLine($"Measuring: {name}…");
        rows.AddRange(await run());
    }
}

Table.Print(rows);
return rows.TrueForAll(row => row.Holds) ? 0 : 1;
