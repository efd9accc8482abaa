namespace FunctionsApp.Benchmarks;

/// <summary>From exec to the first 200, and the most memory used by then: natively compiled, against bare Kestrel.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 31;

    public static IEnumerable<Row> Run(string app, string bare)
    {
        List<(double Milliseconds, double Megabytes)> ours = [];
        List<(double Milliseconds, double Megabytes)> theirs = [];
        for (int i = 0; i < Rounds; i++)
        {
            ours.Add(Measure(app));
            theirs.Add(Measure(bare));
        }

        yield return new Row("start: exec to the first 200", ours.Select(x => x.Milliseconds).Median(), theirs.Select(x => x.Milliseconds).Median(), "ms", 1.5);
        yield return new Row("start: peak memory", ours.Select(x => x.Megabytes).Median(), theirs.Select(x => x.Megabytes).Median(), "MB", 1.5);
    }

    private static (double Milliseconds, double Megabytes) Measure(string executable)
    {
        using ServerProcess server = ServerProcess.Start(executable);
        return (server.FirstAnswer.TotalMilliseconds, server.PeakMegabytes);
    }
}
