using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Defines what a run does. A check has one run at a time, which holds a slot of the concurrency limiter.</summary>
internal static class RunRules
{
    /// <summary>The time that a run has to end after its token was cancelled, before it is reported as hung.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public static IEnumerable<Transition> RunTransitions(this ReferenceEngine state)
    {
        for (int check = 0; check < state.Checks.Count; check++)
        {
            for (int number = 0; number < state.Checks[check].Runs.Count; number++)
            {
                foreach (Transition next in state.TransitionsOf(new RunId(check, number)))
                {
                    yield return next;
                }
            }
        }
    }

    /// <summary>Starts a run. Its timeout begins.</summary>
    public static ReferenceEngine StartRun(this ReferenceEngine state, int check)
    {
        CheckState starting = state.Checks[check];
        return state.With(check, starting with { Runs = starting.Runs.Add(new RunState(state.Now, starting.FailuresInRow)) });
    }

    /// <summary>Acquires a slot, or waits for one.</summary>
    public static ReferenceEngine AcquireSlot(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        if (state.FreeSlots > 0)
        {
            return state.With(id, run with { Stage = RunStage.HasSlot }) with { FreeSlots = state.FreeSlots - 1 };
        }

        return run.Answer is null
            ? state.With(id, run with { Stage = RunStage.Queued }) with { Queue = state.Queue.Add(id) }
            : state.With(id, run with { Stage = RunStage.Over });
    }

    /// <summary>Records what is known by a run: it changes the status of the check and its failures in a row.</summary>
    /// <param name="state">The state.</param>
    /// <param name="id">The run.</param>
    /// <param name="measured">The status that the run measured.</param>
    /// <param name="reason">Why, where the check itself did not give the status.</param>
    /// <param name="duration">The duration of the run, so far.</param>
    public static (ReferenceEngine State, Result Result) Record(
        this ReferenceEngine state, RunId id, HealthStatus measured, string? reason, TimeSpan duration)
    {
        CheckSetup setup = state.Setup.Checks[id.Check];
        CheckState check = state.Checks[id.Check];
        RunState run = state.Run(id);

        // A run that fails is one failure. A run that is past its timeout is one for each timeout that it has lasted, however often callers ask.
        int timeouts = Math.Max(1, (int)((state.Now - run.StartedAt).Ticks / setup.Timeout.Ticks));
        int failures = measured == HealthStatus.Unhealthy ? run.FailuresBefore + timeouts : 0;
        HealthStatus shown = failures > 0 && failures < setup.FailuresBeforeError ? HealthStatus.Degraded : measured;
        if (shown != check.Status)
        {
            TimeSpan after = state.Now - (check.Since ?? state.Now);
            StatusLogLine line = new(AnswerText.Code(check.Status), AnswerText.Code(shown), after, reason ?? "CHECK", failures);
            check = check with { Status = shown, Since = state.Now, StatusLog = check.StatusLog.Add(line) };
        }

        Result result = new(shown, measured, reason, duration, failures, check.Since, state.Now);
        return (state.With(id.Check, check with { FailuresInRow = failures }), result);
    }

    /// <summary>
    /// Answers the callers of a run. A run that has no slot by then never calls the check, and does not prevent another one,
    /// which waits at the end of the queue.
    /// </summary>
    public static ReferenceEngine Complete(this ReferenceEngine state, RunId id, Result result)
    {
        RunState run = state.Run(id);
        return run.Stage == RunStage.Queued
            ? state.With(id, run with { Answer = result, Stage = RunStage.Over }) with { Queue = state.Queue.Without(id) }
            : state.With(id, run with { Answer = result });
    }

    private static IEnumerable<Transition> TransitionsOf(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        if (run.Stage == RunStage.HasSlot)
        {
            yield return new Transition(state.IsUndisturbed(id.Check), state.CallCheck(id));
        }

        if (run is { Stage: RunStage.Running, Outcome: not null })
        {
            yield return new Transition(state.HasSlotsForAll() && !run.CancelPending && !state.IsDue(id.Check) && !state.IsStopping(id.Check), state.EndCheck(id));
        }

        if (run.Stage == RunStage.Measured)
        {
            yield return new Transition(false, state.Finish(id));
        }

        if (run.Stage != RunStage.Over && run.Answer is null && state.Now >= run.StartedAt + state.Setup.Checks[id.Check].Timeout)
        {
            yield return new Transition(false, state.OnTimeout(id));
        }

        if (run.CancelPending)
        {
            yield return new Transition(run.Outcome is null, state.With(id, run with { CancelPending = false, Cancelled = true }));
        }

        if (run.GraceEnds <= state.Now)
        {
            yield return new Transition(state.IsUndisturbed(id.Check), state.MarkHung(id));
        }
    }

    /// <summary>Calls the check, unless the callers were answered meanwhile.</summary>
    private static ReferenceEngine CallCheck(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        return run.Answer is null
            ? state.With(id, run with { Stage = RunStage.Running, CalledAt = state.Now })
            : state.With(id, run with { Stage = RunStage.Over }).ReleaseSlot();
    }

    /// <summary>Ends the execution of the check and releases the slot.</summary>
    private static ReferenceEngine EndCheck(this ReferenceEngine state, RunId id)
    {
        CheckSetup setup = state.Setup.Checks[id.Check];
        RunState run = state.Run(id);

        // The wait for a slot does not count towards WarnAfter and the duration.
        TimeSpan duration = state.Now - run.CalledAt!.Value;
        (HealthStatus measured, string? reason) = run.Outcome switch
        {
            RunOutcome.Healthy when duration > setup.WarnAfter => (HealthStatus.Degraded, Reason.Slow),
            RunOutcome.Healthy => (HealthStatus.Healthy, null),
            RunOutcome.Degraded => (HealthStatus.Degraded, null),
            RunOutcome.Unhealthy => (HealthStatus.Unhealthy, (string?)null),
            // A check that ends because its token was cancelled has timed out.
            RunOutcome.Cancellation when run.Cancelled => (setup.FailureStatus, Reason.Timeout),
            _ => (setup.FailureStatus, Reason.Exception),
        };
        return state
            .With(id, run with { Stage = RunStage.Measured, Measured = measured, Reason = reason, Duration = duration })
            .ReleaseSlot();
    }

    /// <summary>
    /// Makes the result of a run the last result of the check, also after its timeout. After a stop it is ignored, because the
    /// run may have been cancelled.
    /// </summary>
    private static ReferenceEngine Finish(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        if (!state.Checks[id.Check].Stopped)
        {
            (state, Result result) = state.Record(id, run.Measured, run.Reason, run.Duration);
            state = state.With(id.Check, state.Checks[id.Check] with { Latest = result });
            run = run with { Answer = run.Answer ?? result };
        }

        CheckState check = state.Checks[id.Check];
        return state
            .With(id.Check, check with { HungEnded = check.HungEnded + (run.Hung ? 1 : 0) })
            .With(id, run with { Stage = RunStage.Over });
    }

    /// <summary>
    /// Ends the wait of all callers of a run at its timeout, counted from its start. FailureStatus and FailuresBeforeError
    /// apply as to any failure.
    /// </summary>
    private static ReferenceEngine OnTimeout(this ReferenceEngine state, RunId id)
    {
        string reason = state.Run(id).CalledAt is null ? Reason.Queued : Reason.Timeout;
        (state, Result result) = state.Record(
            id, state.Setup.Checks[id.Check].FailureStatus, reason, state.Now - state.Run(id).StartedAt);
        state = state.Complete(id, result);
        return state.With(id, state.Run(id) with { CancelPending = true, GraceEnds = state.Now + Grace });
    }

    /// <summary>Reports a run as hung, once, if it has not ended by the end of the grace; not after a stop.</summary>
    private static ReferenceEngine MarkHung(this ReferenceEngine state, RunId id)
    {
        CheckState check = state.Checks[id.Check];
        RunState run = state.Run(id) with { GraceEnds = null };
        return run.Alive && !check.Stopped
            ? state.With(id.Check, check with { Hung = check.Hung + 1 }).With(id, run with { Hung = true })
            : state.With(id, run);
    }

    /// <summary>Releases a slot to the run that has waited longest.</summary>
    private static ReferenceEngine ReleaseSlot(this ReferenceEngine state) => state.Queue is [RunId first, ..]
        ? state.With(first, state.Run(first) with { Stage = RunStage.HasSlot }) with { Queue = state.Queue.Without(first) }
        : state with { FreeSlots = state.FreeSlots + 1 };
}
