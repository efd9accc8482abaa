using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks;

/// <summary>
/// The start with checks from settings: that of the engine with 1,000 and ten times as many, and what it keeps of each; that of the
/// apps with 10 and a thousand times as many.
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
            .. await StartAppsAsync(),
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

    private static async Task<IReadOnlyList<Row>> StartAppsAsync()
    {
        string server = Path.GetDirectoryName(Published.NativeApp)!;
        string worker = Published.IsolatedWorker(readyToRun: true);
        using ManyChecks fewOfServer = new(server, Few);
        using ManyChecks manyOfServer = new(server, Many);
        using ManyChecks fewOfWorker = new(worker, Few);
        using ManyChecks manyOfWorker = new(worker, Many);
        string executable = Path.GetFileName(Published.NativeApp);
        List<(double Few, double Many)> servers = [];
        List<(double Few, double Many)> workers = [];
        for (int i = 0; i < Rounds; i++)
        {
            servers.Add((FirstAnswer(Path.Combine(fewOfServer.Folder, executable)), FirstAnswer(Path.Combine(manyOfServer.Folder, executable))));
            workers.Add((await WorkerBenchmark.StartAsync(fewOfWorker.Folder), await WorkerBenchmark.StartAsync(manyOfWorker.Folder)));
        }

        // The limit is that of the whole start in Functions, whose host takes a second or so. Alone, natively, it cannot hold.
        return
        [
            new Row("start: plain process, 10,000 checks from a file, against 10", servers.Select(start => start.Many).Median(), servers.Select(start => start.Few).Median(), "ms", null),
            new Row("worker: exec to its call to the host, 10,000 checks from a file, against 10", workers.Select(start => start.Many).Median(), workers.Select(start => start.Few).Median(), "ms", null),
        ];
    }

    private static double FirstAnswer(string executable)
    {
        using ServerProcess server = ServerProcess.Start(executable, ServerProcess.PlainPort);
        return server.FirstAnswer.TotalMilliseconds;
    }

    private readonly record struct Start(double Milliseconds, double Bytes);
}
