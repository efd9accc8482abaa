using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// One registered check with what all its callers share: at most one run at a time, the last result while it is fresh,
/// and the history of its status.
/// </summary>
internal sealed class SharedCheck(HealthCheckRegistration registration, CheckPolicy policy, EngineServices services)
{
    private readonly Lock _gate = new();
    private readonly StatusTracker _statusTracker = new(policy.FailuresBeforeError);
    private CheckResult? _latest;
    private CheckRun? _run;
    private TaskCompletionSource? _ended;
    private bool _stopped;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPolicy Policy { get; } = policy;

    public EngineServices Services { get; } = services;

    /// <summary>What log lines of the check's own are marked with.</summary>
    public CheckLogScope LogScope { get; } = new(registration.Name);

    /// <summary>The last result, if it may still answer. Takes no lock and allocates nothing.</summary>
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
        lock (_gate)
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

    /// <summary>The run has got a slot of the concurrency limiter.</summary>
    /// <returns>Whether it may begin: not once its callers have been answered.</returns>
    public bool TryStart(CheckRun queued)
    {
        lock (_gate)
        {
            return queued.HasSlot = !queued.IsAnswered;
        }
    }

    /// <summary>The answer to a call that ends before the run does. It says nothing about the check, so nothing is recorded.</summary>
    public CheckResult DeadlineExceeded()
    {
        lock (_gate)
        {
            return CreateUnmeasuredResult(Reason.Deadline);
        }
    }

    /// <summary>The run's deadline has come: its callers get their answer, while the run itself is watched to its end.</summary>
    /// <returns>Whether the run has missed it: not where it ended, or was stopped, in the same instant.</returns>
    public bool OnTimeout(CheckRun missed)
    {
        CheckResult result;
        StatusChange? change;
        lock (_gate)
        {
            if (missed.IsAnswered || _run != missed)
            {
                return false;
            }

            Outcome outcome = new(Registration.FailureStatus, Reason: missed.HasSlot ? Reason.Timeout : Reason.Queued);
            (result, change) = Record(missed, outcome, missed.Age);
            Complete(missed, result);
        }

        Log(result, change);
        return true;
    }

    /// <summary>The run has been asked to end, and has had time to.</summary>
    public void MarkHung(CheckRun missed)
    {
        lock (_gate)
        {
            if (_stopped || _run != missed)
            {
                return;
            }

            missed.IsHung = true;
        }

        Services.Metrics.RunHung(Registration.Name);
        Services.Logger.RunHangs(Registration.Name, missed.Age);
    }

    /// <summary>The run has found something, in time or late.</summary>
    public void Finish(CheckRun finished, Outcome outcome, TimeSpan duration)
    {
        // A check that was cancelled by a stop has not failed, and its callers have their answer.
        CheckResult? result = null;
        StatusChange? change = null;
        lock (_gate)
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

    /// <summary>Starts nothing any more, answers every caller and asks the run under way to end.</summary>
    /// <returns>Ends with the run.</returns>
    public Task StopAsync()
    {
        CheckRun? alive;
        lock (_gate)
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

    // In the gate, so that callers are told what was recorded first, and before the log: whatever writes that may take its time.
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
