using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>
/// One registered check with what all its callers share: at most one run at a time, the last result while it is fresh,
/// and the history of its status.
/// </summary>
internal sealed class SharedCheck(HealthCheckRegistration registration, CheckPolicy policy, EngineServices services)
{
    private readonly Lock gate = new();
    private readonly History history = new(policy.FailuresBeforeError);
    private CheckResult? latest;
    private CheckRun? run;
    private TaskCompletionSource? ended;
    private bool stopped;

    public HealthCheckRegistration Registration { get; } = registration;

    public CheckPolicy Policy { get; } = policy;

    public EngineServices Services { get; } = services;

    /// <summary>What log lines of the check's own are marked with.</summary>
    public CheckLogScope LogScope { get; } = new(registration.Name);

    /// <summary>The last result, if it may still answer. Takes no lock and allocates nothing.</summary>
    public bool TryGetFresh([NotNullWhen(true)] out CheckResult? result, out TimeSpan age)
    {
        result = Volatile.Read(ref latest);
        age = result is null ? TimeSpan.Zero : Services.Time.GetElapsedTime(result.MeasuredAt);
        return result is not null && age < Policy.MaxAge;
    }

    /// <summary>Joins the run under way, or starts one.</summary>
    /// <returns>Never faults, and ends by the run's deadline.</returns>
    public Task<CheckResult> JoinAsync()
    {
        CheckRun? started = null;
        CheckResult? result = null;
        StatusChange? change = null;
        lock (gate)
        {
            if (stopped)
            {
                return Task.FromResult(Unmeasured(Reason.Shutdown));
            }

            // A run may have ended since the caller looked.
            if (TryGetFresh(out CheckResult? fresh, out _))
            {
                return Task.FromResult(fresh);
            }

            if (run is { Answered: false })
            {
                return run.Answer;
            }

            if (run is null)
            {
                started = run = new CheckRun(this, history.FailuresInRow);
            }
            else
            {
                Outcome outcome = new(Registration.FailureStatus, Reason: Reason.StillRunning);
                (result, change) = Record(run, outcome, run.Age);
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

    /// <summary>The run has got its place.</summary>
    /// <returns>Whether it may begin: not once its callers have been answered.</returns>
    public bool TryBegin(CheckRun placed)
    {
        lock (gate)
        {
            return placed.Placed = !placed.Answered;
        }
    }

    /// <summary>The answer to a call that ends before the run does. It says nothing about the check, so nothing is recorded.</summary>
    public CheckResult OutOfTime()
    {
        lock (gate)
        {
            return Unmeasured(Reason.Deadline);
        }
    }

    /// <summary>The run's deadline has come: its callers get their answer, while the run itself is watched to its end.</summary>
    /// <returns>Whether the run has missed it: not where it ended, or was stopped, in the same instant.</returns>
    public bool Miss(CheckRun missed)
    {
        CheckResult result;
        StatusChange? change;
        lock (gate)
        {
            if (missed.Answered || run != missed)
            {
                return false;
            }

            Outcome outcome = new(Registration.FailureStatus, Reason: missed.Placed ? Reason.Timeout : Reason.Queued);
            (result, change) = Record(missed, outcome, missed.Age);
            Settle(missed, result);
        }

        Log(result, change);
        return true;
    }

    /// <summary>The run has been asked to end, and has had time to.</summary>
    public void Hang(CheckRun missed)
    {
        lock (gate)
        {
            if (stopped || run != missed)
            {
                return;
            }

            missed.Hung = true;
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
        lock (gate)
        {
            Leave();
            if (!stopped)
            {
                (result, change) = Record(finished, outcome, duration);
                Volatile.Write(ref latest, result);
                finished.TrySetResult(result);
            }
        }

        if (finished.Hung)
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
        lock (gate)
        {
            stopped = true;
            alive = run;
            if (alive is null)
            {
                return Task.CompletedTask;
            }

            ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Settle(alive, Unmeasured(Reason.Shutdown));
        }

        alive.Cancel();
        return ended.Task;
    }

    // In the gate, so that callers are told what was recorded first, and before the log: whatever writes that may take its time.
    private void Settle(CheckRun answered, CheckResult result)
    {
        answered.TrySetResult(result);
        if (!answered.Placed)
        {
            // Nothing of the check is under way, and now nothing will be.
            Leave();
        }
    }

    private void Leave()
    {
        run = null;
        ended?.TrySetResult();
    }

    private (CheckResult Result, StatusChange? Change) Record(CheckRun measured, Outcome outcome, TimeSpan duration)
    {
        StatusChange? change = history.Record(outcome.Status, measured.FailuresInRow, Services.Time.GetUtcNow());
        return (Result(history.Status!.Value, outcome, duration), change);
    }

    private CheckResult Unmeasured(string reason) =>
        Result(HealthStatus.Unhealthy, new Outcome(HealthStatus.Unhealthy, Reason: reason), TimeSpan.Zero);

    private CheckResult Result(HealthStatus status, Outcome outcome, TimeSpan duration) => new()
    {
        Status = status,
        Outcome = outcome,
        Duration = duration,
        MeasuredAt = Services.Time.GetTimestamp(),
        Since = history.Since,
        FailuresInRow = history.FailuresInRow,
    };

    private void Log(CheckResult result, StatusChange? change)
    {
        if (change is { } changed)
        {
            Services.Logger.StatusChanged(Registration.Name, changed, result);
        }
    }
}
