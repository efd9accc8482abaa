using FunctionsApp.Benchmarks;

string[] known = ["engine", "http", "start"];
if (args.Except(known).Any())
{
    await Console.Error.WriteLineAsync($"Usage: FunctionsApp.Benchmarks [{string.Join("] [", known)}]; the default is all of them.");
    return 64;
}

bool Wanted(string name) => args.Length == 0 || args.Contains(name);

List<Row> rows = [];
if (Wanted("engine"))
{
    rows.AddRange(await EngineBenchmark.RunAsync());
}

if (Wanted("http") || Wanted("start"))
{
    (string app, string bare) = (NativeBuild.App(), NativeBuild.Bare());
    if (Wanted("http"))
    {
        rows.AddRange(HttpBenchmark.Run(app, bare));
    }

    if (Wanted("start"))
    {
        rows.AddRange(StartBenchmark.Run(app, bare));
    }
}

Table.Print(rows);
return rows.TrueForAll(row => row.Holds) ? 0 : 1;
