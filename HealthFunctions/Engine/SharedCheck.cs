using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// Holds one registered check with what all its callers share: at most one run at a time, the last result while it is fresh,
/// and the tracker of its status.
/// </summary>
internal sealed class SharedCheck(HealthCheckRegistration registration, CheckPolicy policy, EngineServices services)
{
    private readonly Lock _lock = new();
    private readonly StatusTracker _statusTracker = new(policy.FailuresBeforeError);
    private CheckResult? _latest;
    private CheckRun? _run;
    private TaskCompletionSource? _ended;
    private bool _stopped;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPolicy Policy { get; } = policy;

    public EngineServices Services { get; } = services;

    /// <summary>Gets the log scope of a run, which marks what the check itself logs.</summary>
    public CheckLogScope LogScope { get; } = new(registration.Name);

    /// <summary>Gets the last result, unless it is older than <c>MaxAge</c>. Takes no lock and allocates nothing.</summary>
    public bool TryGetFresh([NotNullWhen(true)] out CheckResult? result, out TimeSpan age)
    {
        result = Volatile.Read(ref _latest);
        age = result is null ? TimeSpan.Zero : Services.Time.GetElapsedTime(result.MeasuredAt);
        return result is not null && age < Policy.MaxAge;
    }

    /// <summary>Returns the run under way, or starts one.</summary>
    /// <returns>Never faults, and ends by the run's deadline.</returns>
    public Task<CheckResult> GetOrStartRunAsync()
    {
        CheckRun? started = null;
        CheckResult? result = null;
        StatusChange? change = null;
        lock (_lock)
        {
            if (_stopped)
            {
                return Task.FromResult(CreateUnmeasuredResult(Reason.Shutdown));
            }

            // A run may have ended since the caller looked.
            if (TryGetFresh(out CheckResult? fresh, out _))
            {
                return Task.FromResult(fresh);
            }

            if (_run is { IsAnswered: false })
            {
                return _run.Answer;
            }

            if (_run is null)
            {
                started = _run = new CheckRun(this, _statusTracker.FailuresInRow);
            }
            else
            {
                Outcome outcome = new(Registration.FailureStatus, Reason: Reason.StillRunning);
                (result, change) = Record(_run, outcome, _run.Age);
            }
        }

        if (started is null)
        {
            Log(result!, change);
            return Task.FromResult(result!);
        }

        started.Start();
        return started.Answer;
    }

    /// <summary>Starts a run that has got a slot of the concurrency limiter.</summary>
    /// <returns>False where its callers have been answered already: it does not start then.</returns>
    public bool TryStart(CheckRun queued)
    {
        lock (_lock)
        {
            return queued.HasSlot = !queued.IsAnswered;
        }
    }

    /// <summary>Makes the result for a call whose deadline comes before the end of the run. It is recorded nowhere: the check did not fail.</summary>
    public CheckResult DeadlineExceeded()
    {
        lock (_lock)
        {
            return CreateUnmeasuredResult(Reason.Deadline);
        }
    }

    /// <summary>Answers the callers of a run whose timeout has passed. The run itself goes on to its end.</summary>
    /// <returns>False where the run ended, or was stopped, in the same instant.</returns>
    public bool OnTimeout(CheckRun late)
    {
        CheckResult result;
        StatusChange? change;
        lock (_lock)
        {
            if (late.IsAnswered || _run != late)
            {
                return false;
            }

            Outcome outcome = new(Registration.FailureStatus, Reason: late.HasSlot ? Reason.Timeout : Reason.Queued);
            (result, change) = Record(late, outcome, late.Age);
            Complete(late, result);
        }

        Log(result, change);
        return true;
    }

    /// <summary>Reports a run that did not end after its cancellation.</summary>
    public void MarkHung(CheckRun late)
    {
        lock (_lock)
        {
            if (_stopped || _run != late)
            {
                return;
            }

            late.IsHung = true;
        }

        Services.Metrics.RunHung(Registration.Name);
        Services.Logger.RunHangs(Registration.Name, late.Age);
    }

    /// <summary>Records the outcome of a run, in time or late.</summary>
    public void Finish(CheckRun finished, Outcome outcome, TimeSpan duration)
    {
        // A check that was cancelled by a stop has not failed, and its callers have their answer.
        CheckResult? result = null;
        StatusChange? change = null;
        lock (_lock)
        {
            ClearRun();
            if (!_stopped)
            {
                (result, change) = Record(finished, outcome, duration);
                Volatile.Write(ref _latest, result);
                finished.TrySetResult(result);
            }
        }

        if (finished.IsHung)
        {
            Services.Logger.HungRunEnded(Registration.Name, finished.Age);
        }

        if (result is not null)
        {
            Log(result, change);
        }

        Services.Metrics.RunEnded(Registration.Name, outcome.Status, duration);
    }

    /// <summary>Starts no more runs, answers every caller and cancels the run under way.</summary>
    /// <returns>A task that ends with the run.</returns>
    public Task StopAsync()
    {
        CheckRun? alive;
        lock (_lock)
        {
            _stopped = true;
            alive = _run;
            if (alive is null)
            {
                return Task.CompletedTask;
            }

            _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Complete(alive, CreateUnmeasuredResult(Reason.Shutdown));
        }

        alive.Cancel();
        return _ended.Task;
    }

    // Under the lock, so that callers see results in the order in which they were recorded, and before the log is written, which may block.
    private void Complete(CheckRun answered, CheckResult result)
    {
        answered.TrySetResult(result);
        if (!answered.HasSlot)
        {
            // Nothing of the check is under way, and now nothing will be.
            ClearRun();
        }
    }

    private void ClearRun()
    {
        _run = null;
        _ended?.TrySetResult();
    }

    private (CheckResult Result, StatusChange? Change) Record(CheckRun measured, Outcome outcome, TimeSpan duration)
    {
        StatusChange? change = _statusTracker.Record(outcome.Status, measured.FailuresInRow, Services.Time.GetUtcNow());
        return (CreateResult(_statusTracker.Status!.Value, outcome, duration), change);
    }

    private CheckResult CreateUnmeasuredResult(string reason) =>
        CreateResult(HealthStatus.Unhealthy, new Outcome(HealthStatus.Unhealthy, Reason: reason), TimeSpan.Zero);

    private CheckResult CreateResult(HealthStatus status, Outcome outcome, TimeSpan duration) => new()
    {
        Status = status,
        Outcome = outcome,
        Duration = duration,
        MeasuredAt = Services.Time.GetTimestamp(),
        Since = _statusTracker.Since,
        FailuresInRow = _statusTracker.FailuresInRow,
    };

    private void Log(CheckResult result, StatusChange? change)
    {
        if (change is { } changed)
        {
            Services.Logger.StatusChanged(Registration.Name, changed, result);
        }
    }
}
