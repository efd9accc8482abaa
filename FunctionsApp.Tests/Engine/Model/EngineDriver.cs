using FunctionsApp.Tests.Support;
using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace FunctionsApp.Tests.Engine.Model;

/// <summary>Does to an engine what operations say, and tells what can be seen of it then.</summary>
internal sealed class EngineDriver : IAsyncDisposable
{
    private readonly EngineUnderTest engine;
    private readonly HandDrivenCheck[] checks;
    private readonly List<HandDrivenRun>[] runs;
    private readonly List<DrivenCall> calls = [];
    private readonly List<Task> stops = [];

    public EngineDriver(EngineSetup setup)
    {
        checks = [.. setup.Checks.Select(_ => new HandDrivenCheck())];
        runs = [.. setup.Checks.Select(_ => new List<HandDrivenRun>())];
        engine = setup.Make(checks);
    }

    /// <summary>Timers that wait.</summary>
    public int Timers => engine.Clock.Timers;

    /// <summary>Does it all at once, and ends when nothing of it is under way any more.</summary>
    /// <remarks>The clock moves first. Timers that are due fire by themselves where nothing else happens, else each in the race.</remarks>
    public async Task LetAsync(IReadOnlyList<Operation> operations)
    {
        if (operations is [Operation.Advance alone])
        {
            engine.Clock.Move(alone.By);
        }
        else
        {
            Action[] actions = [.. operations.SelectMany(Actions)];
            await (actions is [Action only] ? Task.Run(only) : Race.AtOnceAsync(actions));
        }

        ThreadPoolRest.Await();
        for (int check = 0; check < checks.Length; check++)
        {
            while (checks[check].TryNextRun(out HandDrivenRun? run))
            {
                runs[check].Add(run);
            }
        }
    }

    public Observation Observe()
    {
        IReadOnlyList<FakeLogRecord> log = engine.Log.GetSnapshot();
        ILookup<object?, CollectedMeasurement<long>> started = engine.Started.GetMeasurementSnapshot().ToLookup(run => run.Tags["check"]);
        ILookup<object?, CollectedMeasurement<long>> hung = engine.Hung.GetMeasurementSnapshot().ToLookup(run => run.Tags["check"]);
        return new Observation(
        [.. calls.Select(call => call.Answer)],
        [
            .. stops.Select((stop, number) => Observation.Stop(number, stop.IsCompleted)),
            .. Enumerable.Range(0, checks.Length).SelectMany(number => Observe(
                number, log.Where(OfCheck(number)), started[EngineSetup.NameOf(number)].Count(), hung[EngineSetup.NameOf(number)].Count())),
            .. log.Where(line => line.Id.Name is not ("StatusChanged" or "RunHangs" or "HungRunEnded")).Select(line => line.Message),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        foreach (DrivenCall call in calls)
        {
            call.Dispose();
        }
    }

    private IEnumerable<Action> Actions(Operation operation)
    {
        switch (operation)
        {
            case Operation.Advance(TimeSpan by):
                return engine.Clock.MoveWithoutFiring(by);
            case Operation.Call call:
                DrivenCall driven = new(engine, call);
                calls.Add(driven);
                return [driven.Start];
            case Operation.HangUp(int number):
                return [calls[number].HangUp];
            case Operation.End(int check, RunEnd how):
                return [() => End(runs[check][^1], how)];
            case Operation.Stop:
                int stop = stops.Count;
                stops.Add(Task.CompletedTask);
                return [() => stops[stop] = engine.Engine.StopAsync()];
            default:
                throw new ArgumentOutOfRangeException(nameof(operation));
        }
    }

    private static void End(HandDrivenRun run, RunEnd how)
    {
        switch (how)
        {
            case RunEnd.Healthy:
                run.ReturnHealthy();
                break;
            case RunEnd.Degraded:
                run.Return(HealthCheckResult.Degraded());
                break;
            case RunEnd.Unhealthy:
                run.Return(HealthCheckResult.Unhealthy());
                break;
            case RunEnd.Cancellation:
                run.Throw(new OperationCanceledException(run.CancellationToken));
                break;
            default:
                run.Throw(new InvalidOperationException());
                break;
        }
    }

    private IEnumerable<string> Observe(int number, IEnumerable<FakeLogRecord> log, int started, int hung)
    {
        ILookup<string?, FakeLogRecord> lines = log.ToLookup(line => line.Id.Name);
        return Observation.Check(
            number,
            runs[number].Select(run => run.CancellationToken.IsCancellationRequested),
            started,
            engine.Check(EngineSetup.NameOf(number)).TryGetFresh(out CheckResult? fresh, out _) ? Verdict.Of(fresh, engine.Clock.Start) : null,
            hung,
            lines["RunHangs"].Count(),
            lines["HungRunEnded"].Count(),
            lines["StatusChanged"].Select(line => new StatusLine(
                line.GetStructuredStateValue("From")!,
                line.GetStructuredStateValue("To")!,
                TimeSpan.Parse(line.GetStructuredStateValue("After")!, null),
                line.GetStructuredStateValue("Reason")!,
                int.Parse(line.GetStructuredStateValue("FailuresInRow")!, null))));
    }

    private static Func<FakeLogRecord, bool> OfCheck(int number) =>
        line => line.GetStructuredStateValue("Check") == EngineSetup.NameOf(number);
}
