using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks;

/// <summary>The start of the engine with checks from settings: 1,000 and ten times as many.</summary>
internal static class SettingsBenchmark
{
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        await StartAsync(100);
        List<double> thousand = [];
        List<double> tenThousand = [];
        for (int i = 0; i < Rounds; i++)
        {
            thousand.Add(await StartAsync(1_000));
            tenThousand.Add(await StartAsync(10_000));
        }

        return
        [
            new Row("start: 10,000 checks from settings, against 10 times the time of 1,000", tenThousand.Median(), 10 * thousand.Median(), "ms", 2),
            new Row("start: 10,000 checks from settings, against 2 s", tenThousand.Median(), 2_000, "ms", 1),
        ];
    }

    private static async Task<double> StartAsync(int checks)
    {
        await using ServiceProvider services = Apps.Ours(
            static _ => { },
            Enumerable.Range(0, checks).SelectMany(i => ((string, string)[])
            [
                ($"HealthChecks:check-{i}:Type", "Http"),
                ($"HealthChecks:check-{i}:Url", $"https://service-{i}.example.com/health"),
                ($"HealthChecks:check-{i}:Timeout", "00:00:02"),
                ($"HealthChecks:check-{i}:Tags:0", $"team-{i % 10}"),
                ($"HealthChecks:check-{i}:Headers:Accept", "application/json"),
            ]));
        long began = Stopwatch.GetTimestamp();
        services.GetRequiredService<HealthCheckEngine>();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
