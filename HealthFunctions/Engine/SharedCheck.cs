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
    private readonly StatusTracker _statusTracker = new(policy.FailuresBeforeError, services.Time);
    private CheckResult? _latest;
    private CheckRun? _run;
    private Task _cleanup = Task.CompletedTask;
    private bool _stopped;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPolicy Policy { get; } = policy;

    public EngineServices Services { get; } = services;

    /// <summary>Gets the log scope of a run, which marks what the check itself logs.</summary>
    public CheckLogScope LogScope { get; } = new(registration.Name);

    /// <summary>Gets the newest result of a run; null before the first.</summary>
    public CheckResult? Latest => Volatile.Read(ref _latest);

    /// <summary>Gets the task that ends once the services of all runs so far are disposed of.</summary>
    public Task Cleanup => Volatile.Read(ref _cleanup);

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

            if (_run is not null)
            {
                // Its timeout was recorded. That it has not ended since is no further failure.
                return Task.FromResult(CreateResult(_statusTracker.Status!.Value, FailureOf(Reason.StillRunning), _run.Age));
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
            return CreateUnmeasuredResult(Reason.Deadline);
        }
    }

    /// <summary>
    /// Records the timeout of a run and answers its callers, unless it has ended, or was stopped. The run itself goes on to its
    /// end, which changes nothing.
    /// </summary>
    public void OnTimeout(CheckRun late)
    {
        CheckResult result;
        StatusChange? change;
        lock (_lock)
        {
            if (late.IsAnswered)
            {
                return;
            }

            (result, change) = Record(FailureOf(Reason.Timeout), late.Age);
            late.TrySetResult(result);
        }

        // Before the log is written, which may block.
        late.Abandon();
        Log(result, change);
    }

    /// <summary>
    /// Records that the services of the run before this one were not disposed of within the timeout of the check, and answers
    /// the callers.
    /// </summary>
    public void OnCleanupTimeout(CheckRun queued)
    {
        CheckResult result;
        StatusChange? change;
        lock (_lock)
        {
            if (queued.IsAnswered)
            {
                return;
            }

            (result, change) = Record(FailureOf(Reason.StillRunning), queued.Age);
            queued.TrySetResult(result);
        }

        Log(result, change);
    }

    /// <summary>Makes room for the next run in the place of one that was answered before it could start.</summary>
    public void Discard(CheckRun queued)
    {
        lock (_lock)
        {
            if (_run == queued)
            {
                _run = null;
            }
        }
    }

    /// <summary>Reports a run that did not end after its cancellation. It does not recover by itself, so its failure shows at once.</summary>
    public void MarkHung(CheckRun late)
    {
        CheckResult? result = null;
        StatusChange? change;
        lock (_lock)
        {
            if (_stopped || _run != late)
            {
                return;
            }

            change = _statusTracker.ShowFailure();
            Expect(change);
            if (change is not null)
            {
                result = CreateResult(_statusTracker.Status!.Value, FailureOf(Reason.StillRunning), late.Age);
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
            _run = null;
            late = finished.IsAnswered && !_stopped;
            outcome = late ? outcome : Limit(outcome, duration);
            // A check that was cancelled by a stop has not failed, and its callers have their answer.
            if (!late && !_stopped)
            {
                (result, change) = Record(outcome, duration);
                finished.TrySetResult(result);
            }
        }

        if (!late && change is null)
        {
            Services.Metrics.RunEnded(Registration.Name, outcome.Status, duration);
            _ = finished.CleanUpAsync();
            return;
        }

        // On a thread of its own: to write the log, and to dispose of the services, may block.
        _ = Task.Run(finished.CleanUpAsync);
        if (late)
        {
            Services.Logger.LateRunEnded(Registration.Name, HealthCode.Of(outcome.Status), duration);
        }

        Log(result, change);
        Services.Metrics.RunEnded(Registration.Name, late ? Registration.FailureStatus : outcome.Status, duration);
    }

    /// <summary>Starts no more runs, answers every caller and cancels the run under way.</summary>
    /// <returns>A task that ends with the run, once its services are disposed of.</returns>
    public Task StopAsync()
    {
        CheckRun? alive;
        lock (_lock)
        {
            _stopped = true;
            alive = _run;
            // Under the lock, so that callers see results in the order in which they were recorded.
            alive?.TrySetResult(CreateUnmeasuredResult(Reason.Shutdown));
            if (alive is { HasSlot: false })
            {
                // Nothing of the check is under way, and now nothing will be.
                _run = null;
            }
        }

        alive?.Cancel();
        return Cleanup;
    }

    private (CheckResult Result, StatusChange? Change) Record(Outcome outcome, TimeSpan duration)
    {
        StatusChange? change = _statusTracker.Record(outcome.Status);
        CheckResult result = CreateResult(_statusTracker.Status!.Value, outcome, duration);
        Volatile.Write(ref _latest, result);
        Expect(change);
        return (result, change);
    }

    private Outcome Limit(Outcome outcome, TimeSpan duration)
    {
        // The timer can be late, as where the process was suspended; the run is no less so.
        if (duration > Policy.Timeout)
        {
            return FailureOf(Reason.Timeout);
        }

        return outcome.Status == HealthStatus.Healthy && duration > Policy.WarnAfter
            ? outcome with { Status = HealthStatus.Degraded, Reason = Reason.Slow }
            : outcome;
    }

    private Outcome FailureOf(string reason) => new(Registration.FailureStatus, Reason: reason);

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

    private void Expect(StatusChange? change)
    {
        if (change is not null)
        {
            Services.PendingLines.Add();
        }
    }

    private void Log(CheckResult? result, StatusChange? change)
    {
        if (result is not null && change is { } changed)
        {
            Services.Logger.StatusChanged(Registration.Name, changed, result);
            Services.PendingLines.Remove();
        }
    }
}
