using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks;

/// <summary>
/// 64 checks that never end, half of them with a thread in hand, while everything is polled for a minute: their callers are
/// answered by the timeout and then at once, no run is started again, and a healthy check is run and answered as ever.
/// </summary>
internal static class HungBenchmark
{
    private const int Checks = 64;
    private const string Healthy = "healthy";
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
        DelegateCheck healthy = new(() => Task.CompletedTask);
        await using ServiceProvider services = Apps.Ours(
            checks =>
            {
                for (int i = 0; i < Checks; i++)
                {
                    checks.AddCheck($"check{i}", i % 2 == 0 ? blocks : awaits, tags: ["hung"], timeout: Timeout);
                }

                checks.AddCheck(Healthy, healthy, timeout: Timeout);
            },
            ("HealthFunctions:MaxConcurrency", $"{Checks}"),
            ($"HealthChecks:{Healthy}:MaxAge", "00:00:00"));
        HealthCheckEngine engine = services.GetRequiredService<HealthCheckEngine>();
        IReadOnlyList<SharedCheck> hung = engine.Group("hung");
        SharedCheck other = engine.Check(Healthy);
        int notHealthy = 0;

        async Task<double> AnswerAsync(SharedCheck check)
        {
            long began = Stopwatch.GetTimestamp();
            AggregateResult answer = await engine.CheckAsync(check, CancellationToken.None);
            if (check == other && answer.Status != HealthStatus.Healthy)
            {
                notHealthy++;
            }

            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        double[] first = await Task.WhenAll(hung.Select(check => AnswerAsync(check)));
        List<Task<double>> later = [];
        List<Task<double>> again = [];
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Polling;)
        {
            later.Add(AnswerAsync(other));
            again.AddRange(hung.Select(check => AnswerAsync(check)));
            await Task.Delay(Pause, TimeProvider.System);
        }

        double[] answered = await Task.WhenAll(later);
        double[] atOnce = await Task.WhenAll(again);
        int alive = blocks.Runs + awaits.Runs;
        end.Set();
        ended.SetResult();

        double limit = (Timeout + Tolerance) / Timeout;
        return
        [
            new Row("64 checks hang: first answers, p99 against their deadline", first.Percentile(0.99), Timeout.TotalMilliseconds, "ms", limit),
            new Row("64 checks hang: answers of a healthy check, each a run, p99 against 50 ms", answered.Percentile(0.99), Tolerance.TotalMilliseconds, "ms", 1),
            new Row("64 checks hang: answers of the healthy check that were not OK, against all", notHealthy, answered.Length, "answers", 0),
            new Row("64 checks hang: later answers, p99 against 50 ms", atOnce.Percentile(0.99), Tolerance.TotalMilliseconds, "ms", 1),
            new Row("64 checks hang: runs alive after a minute of polling", alive, Checks, "runs", 1),
        ];
    }
}
