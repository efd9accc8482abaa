using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
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
    private Task _cleanup = Task.CompletedTask;
    private bool _stopped;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPolicy Policy { get; } = policy;

    public EngineServices Services { get; } = services;

    /// <summary>Gets the log scope of a run, which marks what the check itself logs.</summary>
    public CheckLogScope LogScope { get; } = new(registration.Name);

    /// <summary>Gets the newest result of a run; null before the first.</summary>
    public CheckResult? Latest => Volatile.Read(ref _latest);

    /// <summary>Gets whether the run under way still waits for a slot of the concurrency limiter.</summary>
    public bool IsQueued => Volatile.Read(ref _run) is { HasSlot: false };

    /// <summary>Gets the last result, unless it is older than <c>MaxAge</c>. Takes no lock and allocates nothing.</summary>
    public bool TryGetFresh([NotNullWhen(true)] out CheckResult? result, out TimeSpan age)
    {
        result = Latest;
        age = result is null ? TimeSpan.Zero : Services.Time.GetElapsedTime(result.MeasuredAt);
        return result is not null && age < Policy.MaxAge;
    }

    /// <summary>Returns the run under way, or starts one.</summary>
    /// <param name="started">Whether this call started the run.</param>
    /// <returns>Never faults. Ends by the timeout of the run, which counts from its start.</returns>
    public Task<CheckResult> GetOrStartRunAsync(out bool started)
    {
        started = false;
        CheckRun run;
        lock (_lock)
        {
            if (_stopped)
            {
                return Task.FromResult(CreateUnmeasuredResult(HealthStatus.Unhealthy, Reason.Shutdown));
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

            if (_run is not null)
            {
                // Its timeout was recorded. That it has not ended since is no further failure.
                return Task.FromResult(CreateUnmeasuredResult(_statusTracker.Status!.Value, Reason.StillRunning));
            }

            run = _run = new CheckRun(this, _cleanup);
            _cleanup = run.Cleanup;
        }

        started = true;
        run.Start();
        return run.Answer;
    }

    /// <summary>Starts a run that has got a slot of the concurrency limiter.</summary>
    /// <returns>False where a stop has answered its callers already: it does not start then.</returns>
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
            return CreateUnmeasuredResult(HealthStatus.Unhealthy, Reason.Deadline);
        }
    }

    /// <summary>Records the timeout of a run and answers its callers. The run itself goes on to its end, which changes nothing.</summary>
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

            (result, change) = Record(new Outcome(Registration.FailureStatus, Reason: Reason.Timeout), late.Age);
            late.TrySetResult(result);
        }

        Log(result, change);
        return true;
    }

    /// <summary>Reports a run that did not end after its cancellation. It does not recover by itself, so its failure shows at once.</summary>
    public void MarkHung(CheckRun late)
    {
        CheckResult result;
        StatusChange? change;
        lock (_lock)
        {
            if (_stopped || _run != late)
            {
                return;
            }

            late.IsHung = true;
            change = _statusTracker.ShowFailure(Services.Time.GetUtcNow());
            result = CreateResult(_statusTracker.Status!.Value, new Outcome(Registration.FailureStatus, Reason: Reason.StillRunning), late.Age);
            if (change is not null)
            {
                Volatile.Write(ref _latest, result);
            }
        }

        Services.Metrics.RunHung(Registration.Name);
        Services.Logger.RunHangs(Registration.Name, late.Age);
        Log(result, change);
    }

    /// <summary>Records the outcome of a run and answers its callers, unless its timeout has passed: that was its outcome then.</summary>
    public void Finish(CheckRun finished, Outcome outcome, TimeSpan duration)
    {
        CheckResult? result = null;
        StatusChange? change = null;
        bool late;
        lock (_lock)
        {
            late = finished.IsAnswered && !_stopped;
            ClearRun();
            // A check that was cancelled by a stop has not failed, and its callers have their answer.
            if (!late && !_stopped)
            {
                (result, change) = Record(outcome, duration);
                finished.TrySetResult(result);
            }
        }

        if (late)
        {
            Services.Logger.LateRunEnded(Registration.Name, HealthCode.Of(outcome.Status), finished.Age);
        }

        if (result is not null)
        {
            Log(result, change);
        }

        Services.Metrics.RunEnded(Registration.Name, late ? Registration.FailureStatus : outcome.Status, duration);
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
            Complete(alive, CreateUnmeasuredResult(HealthStatus.Unhealthy, Reason.Shutdown));
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

    private (CheckResult Result, StatusChange? Change) Record(Outcome outcome, TimeSpan duration)
    {
        StatusChange? change = _statusTracker.Record(outcome.Status, Services.Time.GetUtcNow());
        CheckResult result = CreateResult(_statusTracker.Status!.Value, outcome, duration);
        Volatile.Write(ref _latest, result);
        return (result, change);
    }

    private CheckResult CreateUnmeasuredResult(HealthStatus status, string reason) =>
        CreateResult(status, new Outcome(status, Reason: reason), TimeSpan.Zero);

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
