using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FunctionsApp.Benchmarks;

/// <summary>
/// Measures the Functions isolated worker from exec until it calls its host, compiled ahead of time (ReadyToRun) against just in
/// time; and the sizes of both folders.
/// </summary>
internal static class WorkerBenchmark
{
    private const int Rounds = 15;

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        (string readyToRun, string jit) = (Published.IsolatedWorker(readyToRun: true), Published.IsolatedWorker(readyToRun: false));
        List<double> ours = [];
        List<double> theirs = [];
        for (int i = 0; i < Rounds; i++)
        {
            ours.Add(await StartAsync(readyToRun));
            theirs.Add(await StartAsync(jit));
        }

        return
        [
            new Row("worker: exec to its call to the host, ReadyToRun against JIT", ours.Median(), theirs.Median(), "ms", 1),
            new Row("size: worker's folder, ReadyToRun against JIT", Megabytes(readyToRun), Megabytes(jit), "MB", null),
        ];
    }

    /// <summary>Stands in for the Functions host up to the first bytes that its worker sends.</summary>
    private static async Task<double> StartAsync(string folder)
    {
        using TcpListener host = new(IPAddress.Loopback, 0);
        host.Start();
        ProcessStartInfo start = new(
            "dotnet",
            [
                Path.Combine(folder, "FunctionsApp.dll"),
                "--functions-uri", $"http://{host.LocalEndpoint}/",
                "--functions-request-id", "1",
                "--functions-worker-id", "1",
                "--functions-grpc-max-message-length", "2147483647",
            ])
        {
            RedirectStandardOutput = true,
        };
        long began = Stopwatch.GetTimestamp();
        using Process worker = Process.Start(start)!;
        using TcpClient call = await host.AcceptTcpClientAsync();
        await call.GetStream().ReadExactlyAsync(new byte[1]);
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        worker.Kill();
        await worker.WaitForExitAsync();
        return milliseconds;
    }

    private static double Megabytes(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1024.0 / 1024;
}
