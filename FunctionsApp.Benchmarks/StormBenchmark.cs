using System.Diagnostics;
using HealthFunctions.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks;

/// <summary>1,000 callers at once for one check that takes 100 ms: our engine, and the framework's service.</summary>
internal static class StormBenchmark
{
    private const int Callers = 1_000;
    private const int Rounds = 11;
    private const string Name = "slow";
    private static readonly TimeSpan CheckTime = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Row>> RunAsync()
    {
        DelegateCheck ours = new(() => Task.Delay(CheckTime, TimeProvider.System));
        DelegateCheck theirs = new(() => Task.Delay(CheckTime, TimeProvider.System));
        await using ServiceProvider ourServices = Apps.Ours(checks => checks.AddCheck(Name, ours), ($"HealthChecks:{Name}:MaxAge", "00:00:00"));
        await using ServiceProvider theirServices = Apps.Framework(checks => checks.AddCheck(Name, theirs));
        HealthCheckEngine engine = ourServices.GetRequiredService<HealthCheckEngine>();
        SharedCheck check = engine.Check(Name);
        HealthCheckService service = theirServices.GetRequiredService<HealthCheckService>();
        Task CallOursAsync() => engine.CheckAsync(check, CancellationToken.None).AsTask();
        Task CallTheirsAsync() => service.CheckHealthAsync();

        List<double> alone = [];
        List<double> ourLast = [];
        List<double> theirLast = [];
        List<double> ourRuns = [];
        List<double> theirRuns = [];
        for (int i = 0; i < Rounds; i++)
        {
            alone.Add(await LastAnswerAsync(1, CallOursAsync));
            int before = ours.Runs;
            ourLast.Add(await LastAnswerAsync(Callers, CallOursAsync));
            ourRuns.Add(ours.Runs - before);
            before = theirs.Runs;
            theirLast.Add(await LastAnswerAsync(Callers, CallTheirsAsync));
            theirRuns.Add(theirs.Runs - before);
        }

        return
        [
            new Row("storm of 1,000 callers: most runs started, against the framework's service", ourRuns.Max(), theirRuns.Min(), "runs", 1.0 / Callers),
            new Row("storm of 1,000 callers: last answer, against the check's own time", ourLast.Median(), alone.Median(), "ms", 1.5),
            new Row("storm of 1,000 callers: last answer, against the framework's service", ourLast.Median(), theirLast.Median(), "ms", null),
        ];
    }

    /// <returns>Milliseconds until so many callers, who all come at once, have their answers.</returns>
    private static async Task<double> LastAnswerAsync(int callers, Func<Task> callAsync)
    {
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(callAsync)));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
