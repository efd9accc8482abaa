using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>
/// Holds one registered check with what all its callers share: at most one run at a time, and the last result while it is fresh.
/// </summary>
internal sealed class SharedCheck(HealthCheckRegistration registration, CheckPolicy policy, EngineServices services)
{
    private readonly Lock _lock = new();
    private readonly ResultRecorder _recorder = new(registration, policy, services);
    private CheckRun? _run;
    private Task _cleanup = Task.CompletedTask;
    private bool _stopped;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPolicy Policy { get; } = policy;

    public EngineServices Services { get; } = services;

    /// <summary>Gets the log scope of a run, which marks what the check itself logs.</summary>
    public CheckLogScope LogScope { get; } = new(registration.Name);

    /// <summary>Gets the newest result of a run; null before the first.</summary>
    public CheckResult? Latest => _recorder.Latest;

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
                return Task.FromResult(_recorder.CreateUnmeasured(HealthReason.Shutdown));
            }

            // A run may have ended since the caller looked.
            if (TryGetFresh(out CheckResult? fresh, out _))
            {
                return Task.FromResult(fresh);
            }

            if (_run is { IsAnswered: true })
            {
                // Its timeout was recorded. That it has not ended since is no further failure.
                return Task.FromResult(_recorder.CreateStillRunning(_run.Age));
            }

            if (_run is null)
            {
                started = true;
                _run = new CheckRun(this, _cleanup);
                _cleanup = _run.Cleanup;
            }

            run = _run;
        }

        if (started)
        {
            run.Start();
        }
        else
        {
            run.Activity?.AddCaller();
        }

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
            return _recorder.CreateUnmeasured(HealthReason.Deadline);
        }
    }

    /// <summary>
    /// Records the timeout of a run and answers its callers, unless it has ended, or was stopped. The run itself goes on to its
    /// end, which changes nothing.
    /// </summary>
    public void OnTimeout(CheckRun late)
    {
        RecordedResult recorded;
        lock (_lock)
        {
            if (late.IsAnswered)
            {
                return;
            }

            recorded = _recorder.RecordFailure(HealthReason.Timeout, late.Age);
            late.TrySetResult(recorded.Result);
        }

        // Before the log is written, which may block.
        late.Abandon();
        using (late.EnterContext())
        {
            _recorder.Log(recorded);
        }

        late.Activity?.Stop(recorded.Result.Outcome);
    }

    /// <summary>
    /// Records that the services of the run before this one were not disposed of within the timeout of the check, and answers
    /// the callers.
    /// </summary>
    public void OnCleanupTimeout(CheckRun queued)
    {
        RecordedResult recorded;
        lock (_lock)
        {
            if (queued.IsAnswered)
            {
                return;
            }

            recorded = _recorder.RecordFailure(HealthReason.StillRunning, queued.Age);
            queued.TrySetResult(recorded.Result);
        }

        using (queued.EnterContext())
        {
            _recorder.Log(recorded);
        }
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
        RecordedResult? recorded;
        lock (_lock)
        {
            if (_stopped || _run != late)
            {
                return;
            }

            late.IsHung = true;
            recorded = _recorder.ShowFailure(late.Age);
        }

        Services.Metrics.RunHung(Registration.Name);
        using (late.EnterContext())
        {
            Services.Logger.RunHangs(Registration.Name, late.Age);
            _recorder.Log(recorded);
        }
    }

    /// <summary>Records the outcome of a run and answers its callers, unless its timeout has passed: that was its outcome then.</summary>
    public void Finish(CheckRun finished, Outcome outcome, TimeSpan duration)
    {
        RecordedResult? recorded = null;
        bool late;
        lock (_lock)
        {
            _run = null;
            late = finished.IsAnswered && !_stopped;
            outcome = late ? outcome : _recorder.Limit(outcome, duration);
            // A check that was cancelled by a stop has not failed, and its callers have their answer.
            if (!late && !_stopped)
            {
                recorded = _recorder.Record(outcome, duration);
                finished.TrySetResult(recorded.Value.Result);
            }
        }

        if (!late && recorded is not { Change: not null } && finished.Activity is null)
        {
            Services.Metrics.RunEnded(Registration.Name, outcome.Status, duration);
            _ = finished.CleanUpAsync();
            return;
        }

        // On a thread of its own: to write the log, to end the activity, and to dispose of the services, may block.
        _ = Task.Run(finished.CleanUpAsync);
        if (late)
        {
            // One that ends by its token, soon after its timeout, is no news: the timeout was.
            string code = HealthCode.Of(outcome.Status);
            Services.Logger.LateRunEnded(finished.IsHung ? LogLevel.Information : LogLevel.Debug, Registration.Name, code, duration);
            outcome = _recorder.CreateFailure(HealthReason.Timeout);
        }

        _recorder.Log(recorded);
        finished.Activity?.Stop(outcome);
        Services.Metrics.RunEnded(Registration.Name, outcome.Status, duration);
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
            alive?.TrySetResult(_recorder.CreateUnmeasured(HealthReason.Shutdown));
            if (alive is { HasSlot: false })
            {
                // Nothing of the check is under way, and now nothing will be.
                _run = null;
            }
        }

        alive?.Cancel();
        return Cleanup;
    }
}
