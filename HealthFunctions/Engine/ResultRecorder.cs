using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// Makes results of what the runs of one check found, tracks its status by them, and logs how that changes. Not thread-safe but
/// for <see cref="Latest"/> and <see cref="Log"/>: the check guards it.
/// </summary>
internal sealed class ResultRecorder(HealthCheckRegistration registration, CheckPolicy policy, EngineServices services)
{
    private readonly StatusTracker _statusTracker = new(policy.FailuresBeforeError, policy.SuccessesBeforeOk, services.Time);
    private CheckResult? _latest;

    /// <summary>Gets the newest result of a run; null before the first.</summary>
    public CheckResult? Latest => Volatile.Read(ref _latest);

    /// <summary>Records what a run found. <see cref="Log"/> is to be called once its callers are answered.</summary>
    public RecordedResult Record(Outcome outcome, TimeSpan duration)
    {
        StatusChange? change = _statusTracker.Record(outcome.Status);
        return Publish(_statusTracker.IsRecovering ? outcome with { Reason = HealthReason.Recovering } : outcome, duration, change);
    }

    /// <summary>Records that a run failed for a reason that the check itself did not give.</summary>
    public RecordedResult RecordFailure(HealthReason reason, TimeSpan duration) => Record(CreateFailure(reason), duration);

    /// <summary>Shows the last failure, however many more would be forgiven.</summary>
    /// <returns>Null where it is shown already.</returns>
    public RecordedResult? ShowFailure(TimeSpan age) =>
        _statusTracker.ShowFailure() is { } change ? Publish(CreateFailure(HealthReason.StillRunning), age, change) : null;

    /// <summary>Makes the result for a call that finds a run past its timeout. It is recorded nowhere.</summary>
    public CheckResult CreateStillRunning(TimeSpan age) => Create(_statusTracker.Status!.Value, CreateFailure(HealthReason.StillRunning), age);

    /// <summary>Makes the result for a call that measured nothing. It is recorded nowhere: the check did not fail.</summary>
    public CheckResult CreateUnmeasured(HealthReason reason) =>
        Create(HealthStatus.Unhealthy, new Outcome(HealthStatus.Unhealthy, Reason: reason), TimeSpan.Zero);

    /// <summary>Makes the outcome of a run that failed for a reason that the check itself did not give.</summary>
    public Outcome CreateFailure(HealthReason reason) => new(registration.FailureStatus, Reason: reason);

    /// <summary>Applies the limits on the duration of a run to what it found.</summary>
    public Outcome Limit(Outcome outcome, TimeSpan duration)
    {
        // The timer can be late, as where the process was suspended; the run is no less so.
        if (duration > policy.Timeout)
        {
            return CreateFailure(HealthReason.Timeout);
        }

        return outcome.Status == HealthStatus.Healthy && duration > policy.WarnAfter
            ? outcome with { Status = HealthStatus.Degraded, Reason = HealthReason.Slow }
            : outcome;
    }

    /// <summary>Writes the log line of a result that changed the status. It may block.</summary>
    public void Log(RecordedResult? recorded)
    {
        if (recorded is { Change: { } change } changed)
        {
            services.Logger.StatusChanged(registration.Name, change, changed.Result);
            services.PendingLines.Remove();
        }
    }

    private RecordedResult Publish(Outcome outcome, TimeSpan duration, StatusChange? change)
    {
        CheckResult result = Create(_statusTracker.Status!.Value, outcome, duration);
        Volatile.Write(ref _latest, result);
        if (change is not null)
        {
            services.PendingLines.Add();
        }

        return new RecordedResult(result, change);
    }

    private CheckResult Create(HealthStatus status, Outcome outcome, TimeSpan duration) => new()
    {
        Status = status,
        Outcome = outcome,
        Duration = duration,
        MeasuredAt = services.Time.GetTimestamp(),
        Since = _statusTracker.Since,
        FailuresInRow = _statusTracker.FailuresInRow,
    };
}
