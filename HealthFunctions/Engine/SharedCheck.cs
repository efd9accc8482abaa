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
        CheckRun joined;
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

            if (run is null)
            {
                joined = run = new CheckRun(this, history.FailuresInRow);
            }
            else
            {
                return run.Answered ? Task.FromResult(StillRunning(run)) : run.Answer;
            }
        }

        joined.Start();
        return joined.Answer;
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
    public void Miss(CheckRun missed)
    {
        CheckResult result;
        StatusChange? change;
        lock (gate)
        {
            if (missed.Answered || run != missed)
            {
                return;
            }

            missed.Answered = true;
            Outcome outcome = new(Registration.FailureStatus, Reason: missed.Placed ? Reason.Timeout : Reason.Queued);
            (result, change) = Record(missed, outcome, Services.Time.GetElapsedTime(missed.StartedAt));
        }

        Log(result, change);
        missed.TrySetResult(result);
    }

    /// <summary>The run has found something, in time or late.</summary>
    public void Finish(CheckRun finished, Outcome outcome, TimeSpan duration)
    {
        CheckResult result;
        StatusChange? change;
        lock (gate)
        {
            finished.Answered = true;
            (result, change) = Record(finished, outcome, duration);
            if (!stopped)
            {
                Volatile.Write(ref latest, result);
            }

            Leave();
        }

        Log(result, change);
        finished.TrySetResult(result);
    }

    /// <summary>The run has ended without ever getting a place.</summary>
    public void End(CheckRun abandoned)
    {
        lock (gate)
        {
            if (run == abandoned)
            {
                Leave();
            }
        }
    }

    /// <summary>Starts nothing any more, answers every caller and asks the run under way to end.</summary>
    /// <returns>Ends with the run.</returns>
    public Task StopAsync()
    {
        CheckRun? alive;
        CheckResult result;
        lock (gate)
        {
            stopped = true;
            alive = run;
            if (alive is null)
            {
                return Task.CompletedTask;
            }

            ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            alive.Answered = true;
            result = Unmeasured(Reason.Shutdown);
        }

        alive.TrySetResult(result);
        alive.Cancel();
        return ended.Task;
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

    private CheckResult StillRunning(CheckRun alive)
    {
        Outcome outcome = new(Registration.FailureStatus, Reason: Reason.StillRunning);
        (CheckResult result, StatusChange? change) = Record(alive, outcome, Services.Time.GetElapsedTime(alive.StartedAt));
        Log(result, change);
        return result;
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
