using HealthFunctions.Testing;
using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Does to an engine what operations say, and tells what can be seen of it then.</summary>
internal sealed class EngineDriver : IAsyncDisposable
{
    private readonly EngineUnderTest _engine;
    private readonly HandDrivenCheck[] _checks;
    private readonly List<HandDrivenRun>[] _runs;
    private readonly List<DrivenCall> _calls = [];
    private readonly List<Task> _stops = [];

    public EngineDriver(EngineSetup setup)
    {
        _checks = [.. setup.Checks.Select(_ => new HandDrivenCheck())];
        _runs = [.. setup.Checks.Select(_ => new List<HandDrivenRun>())];
        _engine = setup.Make(_checks);
    }

    /// <summary>Timers that wait.</summary>
    public int Timers => _engine.Clock.Timers;

    /// <summary>Does it all at once, and ends when nothing of it is under way any more.</summary>
    /// <remarks>The clock moves first. Timers that are due fire by themselves where nothing else happens, else each in the race.</remarks>
    public async Task LetAsync(IReadOnlyList<Operation> operations)
    {
        if (operations is [Operation.Advance alone])
        {
            _engine.Clock.Move(alone.By);
        }
        else
        {
            Action[] actions = [.. operations.SelectMany(Actions)];
            await (actions is [Action only] ? Task.Run(only) : Race.AtOnceAsync(actions));
        }

        ThreadPoolRest.Await();
        for (int check = 0; check < _checks.Length; check++)
        {
            while (_checks[check].TryNextRun(out HandDrivenRun? run))
            {
                _runs[check].Add(run);
            }
        }
    }

    public Observation Observe()
    {
        IReadOnlyList<FakeLogRecord> log = _engine.Log.GetSnapshot();
        ILookup<object?, CollectedMeasurement<long>> started = _engine.Started.GetMeasurementSnapshot().ToLookup(run => run.Tags["check"]);
        ILookup<object?, CollectedMeasurement<long>> hung = _engine.Hung.GetMeasurementSnapshot().ToLookup(run => run.Tags["check"]);
        return new Observation(
        [.. _calls.Select(call => call.Answer)],
        [
            .. _stops.Select((stop, number) => Observation.Stop(number, stop.IsCompleted)),
            .. Enumerable.Range(0, _checks.Length).SelectMany(number => Observe(
                number, log.Where(OfCheck(number)), started[EngineSetup.NameOf(number)].Count(), hung[EngineSetup.NameOf(number)].Count())),
            .. log.Where(line => line.Id.Name is not ("StatusChanged" or "RunHangs" or "HungRunEnded")).Select(line => line.Message),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        foreach (DrivenCall call in _calls)
        {
            call.Dispose();
        }
    }

    private IEnumerable<Action> Actions(Operation operation)
    {
        switch (operation)
        {
            case Operation.Advance(TimeSpan by):
                return _engine.Clock.MoveWithoutFiring(by);
            case Operation.Call call:
                DrivenCall driven = new(_engine, call);
                _calls.Add(driven);
                return [driven.Start];
            case Operation.HangUp(int number):
                return [_calls[number].HangUp];
            case Operation.End(int check, RunEnd how):
                return [() => End(_runs[check][^1], how)];
            case Operation.Stop:
                int stop = _stops.Count;
                _stops.Add(Task.CompletedTask);
                return [() => _stops[stop] = _engine.Engine.StopAsync()];
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
            _runs[number].Select(run => run.CancellationToken.IsCancellationRequested),
            started,
            _engine.Check(EngineSetup.NameOf(number)).TryGetFresh(out CheckResult? fresh, out _) ? Verdict.Of(fresh, _engine.Clock.Start) : null,
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
