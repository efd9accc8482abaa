using HealthFunctions.Engine;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>
/// Holds the state of the reference engine at one time. It is immutable; <see cref="CallRules"/>, <see cref="RunRules"/> and
/// <see cref="StopRules"/> return the states that can follow it.
/// </summary>
internal sealed record ReferenceEngine(EngineSetup Setup)
{
    /// <summary>Gets the time since the scenario began.</summary>
    public TimeSpan Now { get; init; }

    public ValueList<CheckState> Checks { get; init; } = [.. Setup.Checks.Select(_ => new CheckState())];

    /// <summary>Gets the number of free slots of the concurrency limiter.</summary>
    public int FreeSlots { get; init; } = Setup.MaxConcurrency;

    /// <summary>Gets the runs that wait for a slot, first in, first out.</summary>
    public ValueList<RunId> Queue { get; init; } = [];

    public ValueList<CallState> Calls { get; init; } = [];

    public ValueList<StopState> Stops { get; init; } = [];

    public RunState Run(RunId id) => Checks[id.Check].Runs[id.Number];

    public ReferenceEngine With(int check, CheckState changed) => this with { Checks = Checks.With(check, changed) };

    public ReferenceEngine With(RunId id, RunState changed) =>
        With(id.Check, Checks[id.Check] with { Runs = Checks[id.Check].Runs.With(id.Number, changed) });

    /// <summary>Finds the run of a check that prevents another one from starting.</summary>
    public RunId? AliveRun(int check) =>
        Checks[check].Runs is [.., { Alive: true }] runs ? new RunId(check, runs.Count - 1) : null;

    /// <summary>Finds the run of a check whose code is being executed.</summary>
    public RunId? RunningRun(int check) =>
        Checks[check].Runs is [.., { Stage: RunStage.Running }] runs ? new RunId(check, runs.Count - 1) : null;

    /// <summary>Returns the last result of a check if it is younger than MaxAge.</summary>
    public Result? FreshResult(int check) => Checks[check].Latest is { } latest && Now - latest.At < Setup.Checks[check].MaxAge ? latest : null;

    /// <summary>Gets the number of timers that the engine may have. It is 0 while the engine is idle.</summary>
    public int MaxTimers =>
        Calls.Count(call => call is { Answer: null, HasDeadline: true })
        + Stops.Count(stop => Now < stop.GraceEnds)
        + Setup.Checks.Zip(Checks).Sum(check => check.Second.Runs.Count(run => run.MayHaveTimer(check.First, Now)))
        + Checks.Sum(check => check.Runs.Count(run => run.GraceEnds is not null));

    /// <summary>Applies an operation. What it causes are transitions, see <see cref="ReferenceSearch"/>.</summary>
    public ReferenceEngine Apply(Operation operation) => operation switch
    {
        Operation.Advance(TimeSpan by) => this with { Now = Now + by },
        Operation.Call call => this.AddCall(call),
        Operation.HangUp(int call) => this with { Calls = Calls.With(call, Calls[call] with { CancelRequested = true }) },
        Operation.EndRun(int check, RunOutcome outcome) => With(RunningRun(check)!.Value, Run(RunningRun(check)!.Value) with { Outcome = outcome }),
        Operation.Stop => this with { Stops = Stops.Add(new StopState()) },
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}

/// <summary>Holds the state of one check.</summary>
internal sealed record CheckState
{
    /// <summary>Gets the newest result that was recorded.</summary>
    public Result? Latest { get; init; }

    /// <summary>Gets the status that callers see; null before the first.</summary>
    public HealthStatus? Status { get; init; }

    /// <summary>Gets the time of the last change of <see cref="Status"/>; null before the first.</summary>
    public TimeSpan? Since { get; init; }

    public int FailuresInRow { get; init; }

    public int SuccessesInRow { get; init; }

    public bool Stopped { get; init; }

    /// <summary>Gets all its runs, oldest first. Only the last one can be alive.</summary>
    public ValueList<RunState> Runs { get; init; } = [];

    /// <summary>Gets the number of its runs that were reported as hung.</summary>
    public int Hung { get; init; }

    /// <summary>Gets the number of its runs that ended after their timeout.</summary>
    public int LateEnded { get; init; }

    public ValueList<StatusLogLine> StatusLog { get; init; } = [];
}

/// <summary>Holds the state of one run.</summary>
internal sealed record RunState
{
    public RunStage Stage { get; init; }

    /// <summary>Gets whether it holds a slot.</summary>
    public bool HoldsSlot { get; init; }

    /// <summary>Gets whether its services are about to be disposed of. The next run of the check asks for a slot after that.</summary>
    public bool CleanupPending { get; init; }

    /// <summary>Gets the time at which the check was called, from which its timeout counts; null where it was not.</summary>
    public TimeSpan? CalledAt { get; init; }

    /// <summary>Gets how the check ended; null where it has not.</summary>
    public RunOutcome? Outcome { get; init; }

    public HealthStatus Measured { get; init; }

    public HealthReason? Reason { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>Gets the result that its callers got; null while they wait.</summary>
    public Result? Answer { get; init; }

    /// <summary>Gets whether its token is about to be cancelled.</summary>
    public bool CancelPending { get; init; }

    /// <summary>Gets whether its token was cancelled.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Gets the time at which it is reported as hung, if it is still alive then.</summary>
    public TimeSpan? GraceEnds { get; init; }

    /// <summary>Gets whether it prevents another run of its check. A run that was answered before it got a slot does not.</summary>
    public bool Alive => Stage switch
    {
        RunStage.Running or RunStage.Measured => true,
        RunStage.Over => false,
        _ => Answer is null,
    };

    /// <summary>
    /// Tells whether the timer of its timeout may be active: not once the check has ended. After a stop it may stay, as the
    /// process is about to end.
    /// </summary>
    public bool MayHaveTimer(CheckSetup check, TimeSpan now) => Outcome is null && now < CalledAt + check.Timeout;
}

/// <summary>Names the stages of a run.</summary>
internal enum RunStage
{
    /// <summary>It is about to ask for a slot.</summary>
    Created,

    /// <summary>It waits until the services of the run before are disposed of, before it asks for a slot.</summary>
    WaitsForCleanup,

    /// <summary>It waits for a slot.</summary>
    Queued,

    /// <summary>It has a slot, and is about to call the check.</summary>
    HasSlot,

    /// <summary>The check is being executed.</summary>
    Running,

    /// <summary>The check has ended, and holds no slot any more.</summary>
    Measured,

    /// <summary>It is over, whether or not it called the check.</summary>
    Over,
}

/// <summary>Identifies a run.</summary>
/// <param name="Check">The number of its check.</param>
/// <param name="Number">Its number among the check's runs, from 0.</param>
internal readonly record struct RunId(int Check, int Number);

/// <summary>Holds the state of one call.</summary>
internal sealed record CallState(CallKind Kind, TimeSpan StartedAt)
{
    public ValueList<CallPart> Parts { get; init; } = [];

    /// <summary>Gets whether the deadline of calls applies to it: the framework's service and <see cref="CallKind.Result"/> have none.</summary>
    public bool HasDeadline => Kind is CallKind.Check or CallKind.Group;

    /// <summary>Gets whether the caller has cancelled it.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>Gets the answer, as <see cref="AnswerText"/> writes it; null while the caller waits.</summary>
    public string? Answer { get; init; }
}

/// <summary>Holds the state of one check within a call.</summary>
/// <param name="Check">The number of the check.</param>
internal sealed record CallPart(int Check)
{
    public CallPartStage Stage { get; init; }

    /// <summary>Gets the run that the call waits for.</summary>
    public RunId? Run { get; init; }

    /// <summary>Gets whether the call has started that run.</summary>
    public bool Started { get; init; }

    public Result? Result { get; init; }

    /// <summary>Gets the age of the result; null where it was measured by a run that this call has started.</summary>
    public TimeSpan? Age { get; init; }
}

/// <summary>Names the stages of a check within a call.</summary>
internal enum CallPartStage
{
    /// <summary>The call has not looked at its last result yet.</summary>
    NotLooked,

    /// <summary>There is no fresh result.</summary>
    Stale,

    /// <summary>There is a fresh result.</summary>
    Fresh,

    /// <summary>The call has created a run, which is about to ask for a slot.</summary>
    Starting,

    /// <summary>The call waits for a run.</summary>
    Waiting,

    /// <summary>The call has the result of a run, or of the deadline or the stop that ended its wait.</summary>
    Answered,

    /// <summary>The call has the result to answer with.</summary>
    Final,
}

/// <summary>Holds the state of one stop of the engine.</summary>
internal sealed record StopState
{
    /// <summary>Gets the number of the check to stop next.</summary>
    public int Next { get; init; }

    /// <summary>Gets the runs that it waits for.</summary>
    public ValueList<RunId> Awaited { get; init; } = [];

    /// <summary>Gets the time at which it stops waiting; null until all checks are stopped.</summary>
    public TimeSpan? GraceEnds { get; init; }

    public bool Done { get; init; }
}

/// <summary>Holds the result of one check that a caller gets.</summary>
/// <param name="Status">The status that callers see.</param>
/// <param name="Measured">The status that the run measured. Below FailuresBeforeError callers see WARNING for an ERROR.</param>
/// <param name="Reason">Why, where the check itself did not give the status.</param>
/// <param name="Duration">The duration of the run, so far.</param>
/// <param name="FailuresInRow">The number of failures in a row.</param>
/// <param name="Since">When the status last changed; null before the first.</param>
/// <param name="At">When the result was known.</param>
internal sealed record Result(
    HealthStatus Status, HealthStatus Measured, HealthReason? Reason, TimeSpan Duration, int FailuresInRow, TimeSpan? Since, TimeSpan At)
{
    /// <summary>Converts a result of the real engine.</summary>
    /// <param name="result">The result.</param>
    /// <param name="start">The time at which the scenario began.</param>
    public static Result Of(CheckResult result, DateTimeOffset start) => new(
        result.Status,
        result.Outcome.Status,
        result.Outcome.Reason,
        result.Duration,
        result.FailuresInRow,
        result.Since == default ? null : result.Since - start,
        TimeSpan.FromTicks(result.MeasuredAt - start.Ticks));
}

/// <summary>Holds the values of a log line about a changed status.</summary>
internal sealed record StatusLogLine(string From, string To, TimeSpan After, string Reason, int FailuresInRow);
