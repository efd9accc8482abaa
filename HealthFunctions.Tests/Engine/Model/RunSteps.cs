using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>A run's life: one at a time per check, in one of the places, whoever asked for it.</summary>
internal static class RunSteps
{
    /// <summary>For how long a run may take to heed its cancellation before it counts as hung, on which the promises are silent.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public static IEnumerable<Steps> OfRuns(this EngineState state)
    {
        for (int check = 0; check < state.Checks.Count; check++)
        {
            for (int number = 0; number < state.Checks[check].Runs.Count; number++)
            {
                foreach (Steps next in state.OfRun(new RunId(check, number)))
                {
                    yield return next;
                }
            }
        }
    }

    /// <summary>A run starts. From here on its age and its timeout count.</summary>
    public static EngineState Start(this EngineState state, int check)
    {
        CheckState starting = state.Checks[check];
        return state.With(check, starting with { Runs = starting.Runs.Add(new RunState(state.Now, starting.FailuresInRow)) });
    }

    /// <summary>The run takes a place or waits for one.</summary>
    public static EngineState Enter(this EngineState state, RunId id)
    {
        RunState run = state.Run(id);
        if (state.FreePlaces > 0)
        {
            return state.With(id, run with { Stage = RunStage.Placed }) with { FreePlaces = state.FreePlaces - 1 };
        }

        return run.Answer is null
            ? state.With(id, run with { Stage = RunStage.Queued }) with { Queue = state.Queue.Add(id) }
            : state.With(id, run with { Stage = RunStage.Gone });
    }

    /// <summary>Something is known of the check by a run of it: it counts in the check's history.</summary>
    /// <param name="state">The state.</param>
    /// <param name="id">The run.</param>
    /// <param name="found">The status that was found.</param>
    /// <param name="reason">Why, where the check did not say.</param>
    /// <param name="duration">How long it took.</param>
    public static (EngineState State, Verdict Verdict) Record(
        this EngineState state, RunId id, HealthStatus found, string? reason, TimeSpan duration)
    {
        CheckSetup setup = state.Setup.Checks[id.Check];
        CheckState check = state.Checks[id.Check];
        RunState run = state.Run(id);

        // A run that fails is one failure; one that hangs is one for each timeout that it has lived, however often it is asked for.
        int lived = Math.Max(1, (int)((state.Now - run.StartedAt).Ticks / setup.Timeout.Ticks));
        int failures = found == HealthStatus.Unhealthy ? run.FailuresBefore + lived : 0;
        HealthStatus shows = failures > 0 && failures < setup.FailuresBeforeError ? HealthStatus.Degraded : found;
        if (shows != check.Status)
        {
            TimeSpan after = state.Now - (check.Since ?? state.Now);
            StatusLine line = new(Answers.Code(check.Status), Answers.Code(shows), after, reason ?? "CHECK", failures);
            check = check with { Status = shows, Since = state.Now, Lines = check.Lines.Add(line) };
        }

        Verdict verdict = new(shows, found, reason, duration, failures, check.Since, state.Now);
        return (state.With(id.Check, check with { FailuresInRow = failures }), verdict);
    }

    /// <summary>
    /// The run's callers are answered. The promises are silent on a run that has not begun by then: it never does, and is not
    /// in the way of another one, which waits in the queue anew.
    /// </summary>
    public static EngineState Tell(this EngineState state, RunId id, Verdict verdict)
    {
        RunState run = state.Run(id);
        return run.Stage == RunStage.Queued
            ? state.With(id, run with { Answer = verdict, Stage = RunStage.Gone }) with { Queue = state.Queue.Without(id) }
            : state.With(id, run with { Answer = verdict });
    }

    private static IEnumerable<Steps> OfRun(this EngineState state, RunId id)
    {
        RunState run = state.Run(id);
        if (run.Stage == RunStage.Placed)
        {
            yield return new Steps(state.IsCalm(id.Check), state.Begin(id));
        }

        if (run is { Stage: RunStage.Running, End: not null })
        {
            yield return new Steps(state.HasPlenty() && !run.CancelPending && !state.IsDue(id.Check) && !state.IsStopping(id.Check), state.Measure(id));
        }

        if (run.Stage == RunStage.Measured)
        {
            yield return new Steps(false, state.Finish(id));
        }

        if (run.Stage != RunStage.Gone && run.Answer is null && state.Now >= run.StartedAt + state.Setup.Checks[id.Check].Timeout)
        {
            yield return new Steps(false, state.Miss(id));
        }

        if (run.CancelPending)
        {
            yield return new Steps(run.End is null, state.With(id, run with { CancelPending = false, Cancelled = true }));
        }

        if (run.GraceEnds <= state.Now)
        {
            yield return new Steps(state.IsCalm(id.Check), state.Hang(id));
        }
    }

    /// <summary>The check's own code begins, unless its callers have been answered meanwhile.</summary>
    private static EngineState Begin(this EngineState state, RunId id)
    {
        RunState run = state.Run(id);
        return run.Answer is null
            ? state.With(id, run with { Stage = RunStage.Running, BegunAt = state.Now })
            : state.With(id, run with { Stage = RunStage.Gone }).GivePlaceBack();
    }

    /// <summary>The check's own code has ended: what it found is known, and its place is free.</summary>
    private static EngineState Measure(this EngineState state, RunId id)
    {
        CheckSetup setup = state.Setup.Checks[id.Check];
        RunState run = state.Run(id);

        // The promises are silent on the wait for a place: as it is not the check's doing, WarnAfter and the duration leave it out.
        TimeSpan duration = state.Now - run.BegunAt!.Value;
        (HealthStatus found, string? reason) = run.End switch
        {
            RunEnd.Healthy when duration > setup.WarnAfter => (HealthStatus.Degraded, Reason.Slow),
            RunEnd.Healthy => (HealthStatus.Healthy, null),
            RunEnd.Degraded => (HealthStatus.Degraded, null),
            RunEnd.Unhealthy => (HealthStatus.Unhealthy, (string?)null),
            // One who heeds a cancellation that has come stays a TIMEOUT.
            RunEnd.Cancellation when run.Cancelled => (setup.FailureStatus, Reason.Timeout),
            _ => (setup.FailureStatus, Reason.Exception),
        };
        return state
            .With(id, run with { Stage = RunStage.Measured, Found = found, Reason = reason, Duration = duration })
            .GivePlaceBack();
    }

    /// <summary>
    /// In time or late, what the run found is the check's last result. The promises are silent on a run that ends after a
    /// stop: it may have been cut short, so it says nothing of the check.
    /// </summary>
    private static EngineState Finish(this EngineState state, RunId id)
    {
        RunState run = state.Run(id);
        if (!state.Checks[id.Check].Stopped)
        {
            (state, Verdict verdict) = state.Record(id, run.Found, run.Reason, run.Duration);
            state = state.With(id.Check, state.Checks[id.Check] with { Latest = verdict });
            run = run with { Answer = run.Answer ?? verdict };
        }

        CheckState check = state.Checks[id.Check];
        return state
            .With(id.Check, check with { HungEnded = check.HungEnded + (run.Hung ? 1 : 0) })
            .With(id, run with { Stage = RunStage.Gone });
    }

    /// <summary>
    /// The timeout comes, counted from the start of the run: everybody who joined it is answered. The promises are silent on
    /// what this ERROR is to a check whose registration has a milder failure, or that has failures forgiven: as any failure.
    /// </summary>
    private static EngineState Miss(this EngineState state, RunId id)
    {
        string reason = state.Run(id).BegunAt is null ? Reason.Queued : Reason.Timeout;
        (state, Verdict verdict) = state.Record(
            id, state.Setup.Checks[id.Check].FailureStatus, reason, state.Now - state.Run(id).StartedAt);
        state = state.Tell(id, verdict);
        return state.With(id, state.Run(id) with { CancelPending = true, GraceEnds = state.Now + Grace });
    }

    /// <summary>The grace is over: a run that lives on hangs, which is told once; not any more once the engine stops.</summary>
    private static EngineState Hang(this EngineState state, RunId id)
    {
        CheckState check = state.Checks[id.Check];
        RunState run = state.Run(id) with { GraceEnds = null };
        return run.Alive && !check.Stopped
            ? state.With(id.Check, check with { Hung = check.Hung + 1 }).With(id, run with { Hung = true })
            : state.With(id, run);
    }

    /// <summary>A place is free again, for the run that has waited longest.</summary>
    private static EngineState GivePlaceBack(this EngineState state) => state.Queue is [RunId first, ..]
        ? state.With(first, state.Run(first) with { Stage = RunStage.Placed }) with { Queue = state.Queue.Without(first) }
        : state with { FreePlaces = state.FreePlaces + 1 };
}
