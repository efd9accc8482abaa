namespace FunctionsApp.Benchmarks;

/// <summary>
/// From exec to the first 200, the most memory used by then, and the size of the file: natively compiled, against bare Kestrel. The limits
/// hold for the executable without check families.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 41;

    public static Task<IReadOnlyList<Row>> RunAsync()
    {
        (string app, string full, string bare) = (Published.NativeApp, Published.NativeFullApp, Published.NativeBare);
        List<Start> plain = [];
        List<Start> handler = [];
        List<Start> families = [];
        List<Start> baseline = [];
        for (int i = 0; i < Rounds; i++)
        {
            plain.Add(Measure(app, ServerProcess.PlainPort));
            baseline.Add(Measure(bare, ServerProcess.PlainPort));
            handler.Add(Measure(app, ServerProcess.CustomHandlerPort));
            families.Add(Measure(full, ServerProcess.PlainPort));
        }

        (double milliseconds, double megabytes) = Medians(baseline);
        return Task.FromResult<IReadOnlyList<Row>>(
        [
            new Row("start: plain process, exec to the first 200", Medians(plain).Milliseconds, milliseconds, "ms", 1.25),
            new Row("start: plain process, peak memory", Medians(plain).Megabytes, megabytes, "MB", 1.25),
            new Row("start: custom handler, exec to the first 200", Medians(handler).Milliseconds, milliseconds, "ms", 1.25),
            new Row("start: custom handler, peak memory", Medians(handler).Megabytes, megabytes, "MB", 1.25),
            new Row("start: with all check families, exec to the first 200", Medians(families).Milliseconds, milliseconds, "ms", null),
            new Row("start: with all check families, peak memory", Medians(families).Megabytes, megabytes, "MB", null),
            new Row("size: native executable", Megabytes(app), Megabytes(bare), "MB", null),
            new Row("size: native executable with all check families", Megabytes(full), Megabytes(bare), "MB", null),
        ]);
    }

    private static Start Measure(string executable, string portVariable)
    {
        using ServerProcess server = ServerProcess.Start(executable, portVariable);
        return new Start(server.FirstAnswer.TotalMilliseconds, server.PeakMegabytes);
    }

    private static Start Medians(List<Start> starts) =>
        new(starts.Select(start => start.Milliseconds).Median(), starts.Select(start => start.Megabytes).Median());

    private static double Megabytes(string file) => new FileInfo(file).Length / 1024.0 / 1024;

    private readonly record struct Start(double Milliseconds, double Megabytes);
}
