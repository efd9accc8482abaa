using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks;

/// <summary>Checks that always end after their timeout, and ignore their token, polled faster than they run: none is ever OK.</summary>
internal static class LateBenchmark
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CheckTime = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        string[] names = ["unkept", "kept", "forgiven"];
        DelegateCheck late = new(() => Task.Delay(CheckTime, TimeProvider.System, CancellationToken.None));
        await using ServiceProvider services = Apps.Ours(
            checks =>
            {
                foreach (string name in names)
                {
                    checks.AddCheck(name, late, timeout: Timeout);
                }
            },
            ($"HealthChecks:{names[0]}:MaxAge", "00:00:00"),
            ($"HealthChecks:{names[1]}:MaxAge", "00:00:30"),
            ($"HealthChecks:{names[2]}:FailuresBeforeError", "2"));
        HealthCheckEngine engine = services.GetRequiredService<HealthCheckEngine>();
        List<Task<AggregateResult[]>> polls = [];
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Polling;)
        {
            polls.Add(Task.WhenAll(names.Select(name => engine.CheckAsync(engine.Check(name), CancellationToken.None).AsTask())));
            await Task.Delay(Pause, TimeProvider.System);
        }

        AggregateResult[][] answers = await Task.WhenAll(polls);
        int healthy = answers.Sum(poll => poll.Count(answer => answer.Status == HealthStatus.Healthy));
        int failing = answers[^1].Count(answer => answer.Status == HealthStatus.Unhealthy);
        return
        [
            new Row("3 checks end after their timeout: answers that are OK, against all", healthy, answers.Length * names.Length, "answers", 0),
            new Row("3 checks end after their timeout: those that are ERROR in the end", failing, names.Length, "checks", 1, MoreIsBetter: true),
        ];
    }
}
