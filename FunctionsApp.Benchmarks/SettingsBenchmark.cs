using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks;

/// <summary>
/// The start with checks from settings: that of the engine with 1,000 and ten times as many, and what it keeps of each; that of the
/// native server with 10 and a thousand times as many.
/// </summary>
internal static class SettingsBenchmark
{
    private const int Rounds = 5;
    private const int Few = 10;
    private const int Some = 1_000;
    private const int Many = 10_000;

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        await StartAsync(100);
        List<Start> some = [];
        List<Start> many = [];
        for (int i = 0; i < Rounds; i++)
        {
            some.Add(await StartAsync(Some));
            many.Add(await StartAsync(Many));
        }

        double milliseconds = many.Select(start => start.Milliseconds).Median();
        return
        [
            new Row("start: 10,000 checks from settings, against 10 times the time of 1,000", milliseconds, Many / Some * some.Select(start => start.Milliseconds).Median(), "ms", 2),
            new Row("start: 10,000 checks from settings, against 2 s", milliseconds, 2_000, "ms", 1),
            new Row("start: 10,000 checks from settings, kept of each, against 4 KB", many.Select(start => start.Bytes).Median() / Many, 4_096, "B", 1),
            StartServer(),
        ];
    }

    private static async Task<Start> StartAsync(int checks)
    {
        await using ServiceProvider services = Apps.Ours(static _ => { }, ManyChecks.Settings(checks));
        long bytes = GC.GetTotalMemory(forceFullCollection: true);
        long began = Stopwatch.GetTimestamp();
        services.GetRequiredService<HealthCheckEngine>();
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return new Start(milliseconds, GC.GetTotalMemory(forceFullCollection: true) - bytes);
    }

    private static Row StartServer()
    {
        string server = Published.NativeApp;
        using ManyChecks few = new(Path.GetDirectoryName(server)!, Few);
        using ManyChecks many = new(Path.GetDirectoryName(server)!, Many);
        string name = Path.GetFileName(server);
        List<(double Few, double Many)> starts = [];
        for (int i = 0; i < Rounds; i++)
        {
            starts.Add((FirstAnswer(Path.Combine(few.Folder, name)), FirstAnswer(Path.Combine(many.Folder, name))));
        }

        // All settings are read and validated before the first answer, so that a wrong one stops the start.
        return new Row(
            "start: plain process, exec to the first 200, 10,000 checks from a file against 10",
            starts.Select(start => start.Many).Median(), starts.Select(start => start.Few).Median(), "ms", null);
    }

    private static double FirstAnswer(string executable)
    {
        using ServerProcess server = ServerProcess.Start(executable, ServerProcess.PlainPort);
        return server.FirstAnswer.TotalMilliseconds;
    }

    private readonly record struct Start(double Milliseconds, double Bytes);
}
