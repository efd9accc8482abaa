using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Applies operations to a real engine on a fake clock, and observes it.</summary>
internal sealed class EngineDriver : IAsyncDisposable
{
    private readonly EngineUnderTest _engine;
    private readonly ManualHealthCheck[] _checks;
    private readonly List<ManualRun>[] _runs;
    private readonly List<EngineCall> _calls = [];
    private readonly List<Task> _stops = [];

    public EngineDriver(EngineSetup setup)
    {
        _checks = [.. setup.Checks.Select(_ => new ManualHealthCheck())];
        _runs = [.. setup.Checks.Select(_ => new List<ManualRun>())];
        _engine = setup.CreateEngine(_checks);
    }

    /// <summary>Gets the number of active timers.</summary>
    public int Timers => _engine.Clock.Timers;

    /// <summary>Applies all operations at the same time, and waits until the engine has settled.</summary>
    /// <remarks>The clock moves first. Its due timers fire in order where it is the only operation, else each on a thread of its own.</remarks>
    public async Task ApplyAsync(IReadOnlyList<Operation> operations)
    {
        if (operations is [Operation.Advance alone])
        {
            _engine.Clock.Move(alone.By);
        }
        else
        {
            Action[] actions = [.. operations.SelectMany(Actions)];
            await (actions is [Action single] ? Task.Run(single) : Race.AtOnceAsync(actions));
        }

        ThreadPoolIdle.Wait();
        for (int check = 0; check < _checks.Length; check++)
        {
            while (_checks[check].TryNextRun(out ManualRun? run))
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
            .. log.Where(line => line.Id.Name is not ("StatusChanged" or "RunHangs" or "LateRunEnded" or "TimeoutAboveDeadline" or "FailureDetails")).Select(line => line.Message),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        foreach (EngineCall call in _calls)
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
                EngineCall started = new(_engine, call);
                _calls.Add(started);
                return [started.Start];
            case Operation.HangUp(int number):
                return [_calls[number].Cancel];
            case Operation.EndRun(int check, RunOutcome outcome):
                return [() => EndRun(_runs[check][^1], outcome)];
            case Operation.Stop:
                int stop = _stops.Count;
                _stops.Add(Task.CompletedTask);
                return [() => _stops[stop] = _engine.Engine.StopAsync()];
            default:
                throw new ArgumentOutOfRangeException(nameof(operation));
        }
    }

    private static void EndRun(ManualRun run, RunOutcome outcome)
    {
        switch (outcome)
        {
            case RunOutcome.Healthy:
                run.ReturnHealthy();
                break;
            case RunOutcome.Degraded:
                run.Return(HealthCheckResult.Degraded());
                break;
            case RunOutcome.Unhealthy:
                run.Return(HealthCheckResult.Unhealthy());
                break;
            case RunOutcome.Cancellation:
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
            _engine.Check(EngineSetup.NameOf(number)).TryGetFresh(out CheckResult? fresh, out _) ? Result.Of(fresh, _engine.Clock.Start) : null,
            hung,
            lines["RunHangs"].Count(),
            lines["LateRunEnded"].Count(),
            lines["StatusChanged"].Select(line => new StatusLogLine(
                line.GetStructuredStateValue("From")!,
                line.GetStructuredStateValue("To")!,
                TimeSpan.Parse(line.GetStructuredStateValue("After")!, null),
                line.GetStructuredStateValue("Reason")!,
                int.Parse(line.GetStructuredStateValue("FailuresInRow")!, null))));
    }

    private static Func<FakeLogRecord, bool> OfCheck(int number) =>
        line => line.GetStructuredStateValue("Check") == EngineSetup.NameOf(number);
}

/// <summary>Calls the engine, keeps the answer as text, and can be cancelled.</summary>
internal sealed class EngineCall(EngineUnderTest engine, Operation.Call call) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private string _answer = AnswerText.Waiting;

    public string Answer => Volatile.Read(ref _answer);

    public void Start() => _ = AwaitAsync();

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The reference engine gives no such answer, so the comparison reports it.")]
    private async Task AwaitAsync()
    {
        try
        {
            Volatile.Write(ref _answer, await CallAsync(_cancellation.Token));
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            Volatile.Write(ref _answer, AnswerText.Cancelled);
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _answer, exception.ToString());
        }
    }

    private async Task<string> CallAsync(CancellationToken token)
    {
        switch (call.Kind)
        {
            case CallKind.Check:
                AggregateResult one = await engine.CallAsync(call.Name, token);
                return AnswerText.Bare(one.Status, one.Age);
            case CallKind.Group:
                AggregateResult group = await engine.CallGroupAsync(call.Name, token);
                return AnswerText.Bare(group.Status, group.Age);
            case CallKind.Report:
                HashSet<string> selected = [.. call.Checks.Select(EngineSetup.NameOf)];
                HealthReport report = await engine.Service.CheckHealthAsync(check => selected.Contains(check.Name), token);
                return AnswerText.Report(
                    report.Entries.Select(entry => AnswerText.Entry(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Duration)),
                    report.TotalDuration);
            default:
                return Result.Of(await engine.GetOrStartRunAsync(call.Name), engine.Clock.Start).ToString();
        }
    }
}

/// <summary>Creates the engine of a setup, from the settings and registrations that an app would have.</summary>
internal static class EngineFactory
{
    public static EngineUnderTest CreateEngine(this EngineSetup setup, IReadOnlyList<IHealthCheck> checks) =>
        new(builder => setup.Register(checks, builder), setup.Settings());

    private static void Register(this EngineSetup setup, IReadOnlyList<IHealthCheck> checks, IHealthChecksBuilder builder)
    {
        for (int number = 0; number < checks.Count; number++)
        {
            CheckSetup check = setup.Checks[number];
            string[] tags = check.HasSecondTag ? [EngineSetup.AllTag, EngineSetup.SecondTag] : [EngineSetup.AllTag];
            // In code, where it may be above the deadline of calls.
            builder.AddCheck(EngineSetup.NameOf(number), checks[number], check.FailureStatus, tags, check.Timeout);
        }
    }

    private static IEnumerable<(string Key, string? Value)> Settings(this EngineSetup setup)
    {
        yield return ("HealthFunctions__Deadline", $"{setup.Deadline}");
        yield return ("HealthFunctions__MaxConcurrency", $"{setup.MaxConcurrency}");
        for (int number = 0; number < setup.Checks.Count; number++)
        {
            CheckSetup check = setup.Checks[number];
            string section = $"HealthChecks__{EngineSetup.NameOf(number)}__";
            yield return ($"{section}WarnAfter", check.WarnAfter?.ToString());
            yield return ($"{section}MaxAge", $"{check.MaxAge}");
            yield return ($"{section}FailuresBeforeError", $"{check.FailuresBeforeError}");
            yield return ($"{section}SuccessesBeforeOk", $"{check.SuccessesBeforeOk}");
        }
    }
}
