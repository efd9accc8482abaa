using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks;

/// <summary>
/// 64 checks that never end, half of them with a thread in hand, while everything is polled for a minute: who waits is
/// answered by the deadline, and no run is started again.
/// </summary>
internal static class HungBenchmark
{
    private const int Checks = 64;
    private const string Waiting = "waiting";
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Polling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        using ManualResetEventSlim end = new();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        DelegateCheck blocks = new(() =>
        {
            end.Wait();
            return Task.CompletedTask;
        });
        DelegateCheck awaits = new(() => ended.Task);
        DelegateCheck waits = new(() => Task.CompletedTask);
        await using ServiceProvider services = Apps.Ours(
            checks =>
            {
                for (int i = 0; i < Checks; i++)
                {
                    checks.AddCheck($"check{i}", i % 2 == 0 ? blocks : awaits, tags: ["hung"], timeout: Timeout);
                }

                // The 64 runs keep all places, so that each call of this one waits for its deadline.
                checks.AddCheck(Waiting, waits, timeout: Timeout);
            },
            ("HealthFunctions:MaxConcurrency", $"{Checks}"));
        HealthCheckEngine engine = services.GetRequiredService<HealthCheckEngine>();
        IReadOnlyList<SharedCheck> hung = engine.Group("hung");
        SharedCheck waiting = engine.Check(Waiting);

        async Task<double> AnswerAsync(SharedCheck check)
        {
            long began = Stopwatch.GetTimestamp();
            await engine.CheckAsync(check, CancellationToken.None);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        double[] first = await Task.WhenAll(hung.Select(check => AnswerAsync(check)));
        List<Task<double>> later = [];
        List<Task<double>> again = [];
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Polling;)
        {
            later.Add(AnswerAsync(waiting));
            again.AddRange(hung.Select(check => AnswerAsync(check)));
            await Task.Delay(Pause, TimeProvider.System);
        }

        double[] waited = await Task.WhenAll(later);
        double[] atOnce = await Task.WhenAll(again);
        int alive = blocks.Runs + awaits.Runs;
        end.Set();
        ended.SetResult();

        double limit = (Timeout + Tolerance) / Timeout;
        return
        [
            new Row("64 checks hang: first answers, p99 against their deadline", first.Percentile(0.99), Timeout.TotalMilliseconds, "ms", limit),
            new Row("64 checks hang: who waits for a place, p99 against its deadline", waited.Percentile(0.99), Timeout.TotalMilliseconds, "ms", limit),
            new Row("64 checks hang: later answers, p99 against 50 ms", atOnce.Percentile(0.99), Tolerance.TotalMilliseconds, "ms", 1),
            new Row("64 checks hang: runs alive after a minute of polling", alive, Checks, "runs", 1),
        ];
    }
}
