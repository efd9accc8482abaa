using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Defines what a run does. A check has one run at a time, which holds a slot of the concurrency limiter until its timeout.</summary>
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

    /// <summary>Creates a run. It asks for a slot at once, unless the services of the run before are still there.</summary>
    public static ReferenceEngine CreateRun(this ReferenceEngine state, int check)
    {
        CheckState starting = state.Checks[check];
        RunStage stage = starting.Runs is [.., { CleanupPending: true }] ? RunStage.WaitsForCleanup : RunStage.Created;
        return state.With(check, starting with { Runs = starting.Runs.Add(new RunState { Stage = stage }) });
    }

    /// <summary>Acquires a slot, or waits for one.</summary>
    public static ReferenceEngine AcquireSlot(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        if (state.FreeSlots > 0)
        {
            return state.With(id, run with { Stage = RunStage.HasSlot, HoldsSlot = true }) with { FreeSlots = state.FreeSlots - 1 };
        }

        return run.Answer is null
            ? state.With(id, run with { Stage = RunStage.Queued }) with { Queue = state.Queue.Add(id) }
            : state.With(id, run with { Stage = RunStage.Over });
    }

    /// <summary>Records the one verdict of a run: it is the newest result, and changes the status of the check and its failures in a row.</summary>
    /// <param name="state">The state.</param>
    /// <param name="check">The number of the check.</param>
    /// <param name="measured">The status that the run measured.</param>
    /// <param name="reason">Why, where the check itself did not give the status.</param>
    /// <param name="duration">The duration of the run, so far.</param>
    private static (ReferenceEngine State, Result Result) Record(
        this ReferenceEngine state, int check, HealthStatus measured, HealthReason? reason, TimeSpan duration)
    {
        CheckState before = state.Checks[check];
        CheckSetup setup = state.Setup.Checks[check];
        int failures = measured == HealthStatus.Unhealthy ? before.FailuresInRow + 1 : 0;
        int successes = measured == HealthStatus.Healthy ? before.SuccessesInRow + 1 : 0;
        state = state.With(check, before with { FailuresInRow = failures, SuccessesInRow = successes });
        if (successes > 0 && successes < setup.SuccessesBeforeOk && before.Status is HealthStatus.Degraded or HealthStatus.Unhealthy)
        {
            return state.Show(check, before.Status.Value, measured, HealthReason.Recovering, duration);
        }

        bool wasRecovering = before is { SuccessesInRow: > 0, Status: HealthStatus.Unhealthy };
        bool forgiven = failures > 0 && failures < setup.FailuresBeforeError && !wasRecovering;
        HealthStatus shown = forgiven ? HealthStatus.Degraded : measured;
        return state.Show(check, shown, measured, reason, duration);
    }

    /// <summary>Makes a result the newest one of a check.</summary>
    private static (ReferenceEngine State, Result Result) Show(
        this ReferenceEngine state, int number, HealthStatus shown, HealthStatus measured, HealthReason? reason, TimeSpan duration)
    {
        CheckState check = state.Checks[number];
        if (shown != check.Status)
        {
            TimeSpan after = state.Now - (check.Since ?? state.Now);
            StatusLogLine line = new(AnswerText.Code(check.Status), AnswerText.Code(shown), after, HealthReasonCode.Of(reason) ?? "CHECK", check.FailuresInRow);
            check = check with { Status = shown, Since = state.Now, StatusLog = check.StatusLog.Add(line) };
        }

        Result result = new(shown, measured, reason, duration, check.FailuresInRow, check.Since, state.Now);
        return (state.With(number, check with { Latest = result }), result);
    }

    /// <summary>
    /// Answers the callers of a run at a stop. A run that has no slot by then never calls the check.
    /// </summary>
    public static ReferenceEngine Complete(this ReferenceEngine state, RunId id, Result result)
    {
        RunState run = state.Run(id);
        return run.Stage is RunStage.Queued or RunStage.WaitsForCleanup
            ? state.With(id, run with { Answer = result, Stage = RunStage.Over }) with { Queue = state.Queue.Without(id) }
            : state.With(id, run with { Answer = result });
    }

    private static IEnumerable<Transition> TransitionsOf(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        if (run.CleanupPending)
        {
            yield return new Transition(false, state.With(id, run with { CleanupPending = false }));
        }

        if (run.Stage == RunStage.WaitsForCleanup && !state.Checks[id.Check].Runs[id.Number - 1].CleanupPending)
        {
            yield return new Transition(false, state.AcquireSlot(id));
        }

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

        if (run.Stage != RunStage.Over && run.Answer is null && state.Now >= run.CalledAt + state.Setup.Checks[id.Check].Timeout)
        {
            yield return new Transition(false, state.OnTimeout(id));
        }

        if (run.CancelPending)
        {
            yield return new Transition(run.Outcome is null, state.With(id, run with { CancelPending = false, Cancelled = true }));
        }

        if (run.GraceEnds <= state.Now)
        {
            yield return new Transition(false, state.MarkHung(id));
        }
    }

    /// <summary>Calls the check, unless the callers were answered meanwhile.</summary>
    private static ReferenceEngine CallCheck(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        return run.Answer is null
            ? state.With(id, run with { Stage = RunStage.Running, CalledAt = state.Now })
            : state.With(id, run with { Stage = RunStage.Over }).ReleaseSlot(id);
    }

    /// <summary>Ends the execution of the check and releases the slot, unless its timeout did.</summary>
    private static ReferenceEngine EndCheck(this ReferenceEngine state, RunId id)
    {
        CheckSetup setup = state.Setup.Checks[id.Check];
        RunState run = state.Run(id);

        // The wait for a slot does not count towards WarnAfter and the duration.
        TimeSpan duration = state.Now - run.CalledAt!.Value;
        (HealthStatus measured, HealthReason? reason) = run.Outcome switch
        {
            _ when duration > setup.Timeout => (setup.FailureStatus, HealthReason.Timeout),
            RunOutcome.Healthy when duration > setup.WarnAfter => (HealthStatus.Degraded, HealthReason.Slow),
            RunOutcome.Healthy => (HealthStatus.Healthy, null),
            RunOutcome.Degraded => (HealthStatus.Degraded, null),
            RunOutcome.Unhealthy => (HealthStatus.Unhealthy, (HealthReason?)null),
            // A check that ends because its token was cancelled has timed out.
            RunOutcome.Cancellation when run.Cancelled => (setup.FailureStatus, HealthReason.Timeout),
            _ => (setup.FailureStatus, HealthReason.Exception),
        };
        return state
            .With(id, run with { Stage = RunStage.Measured, Measured = measured, Reason = reason, Duration = duration })
            .ReleaseSlot(id);
    }

    /// <summary>
    /// Records the result of a run and answers its callers. After its timeout, which was its verdict, it changes nothing. After a
    /// stop it is ignored, because the run may have been cancelled.
    /// </summary>
    private static ReferenceEngine Finish(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        if (!state.Checks[id.Check].Stopped)
        {
            if (run.Answer is null)
            {
                (state, Result result) = state.Record(id.Check, run.Measured, run.Reason, run.Duration);
                run = run with { Answer = result };
            }
            else
            {
                state = state.With(id.Check, state.Checks[id.Check] with { LateEnded = state.Checks[id.Check].LateEnded + 1 });
            }
        }

        // Where there are slots for all, the order in which runs ask for them does not matter.
        return state.With(id, run with { Stage = RunStage.Over, CleanupPending = !state.HasSlotsForAll() });
    }

    /// <summary>
    /// Ends the wait of all callers of a run at its timeout, counted from the call of the check, and releases its slot.
    /// FailureStatus and FailuresBeforeError apply as to any failure.
    /// </summary>
    private static ReferenceEngine OnTimeout(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id);
        (state, Result result) = state.Record(
            id.Check, state.Setup.Checks[id.Check].FailureStatus, HealthReason.Timeout, state.Now - run.CalledAt!.Value);
        return state
            .With(id, run with { Answer = result, CancelPending = true, GraceEnds = state.Now + Grace })
            .ReleaseSlot(id);
    }

    /// <summary>
    /// Reports a run as hung, once, if it has not ended by the end of the grace; not after a stop. A failure that was forgiven
    /// until then is shown.
    /// </summary>
    private static ReferenceEngine MarkHung(this ReferenceEngine state, RunId id)
    {
        RunState run = state.Run(id) with { GraceEnds = null };
        state = state.With(id, run);
        CheckState check = state.Checks[id.Check];
        if (!run.Alive || check.Stopped)
        {
            return state;
        }

        state = state.With(id.Check, check with { Hung = check.Hung + 1 });
        return check.FailuresInRow > 0 && check.Status != HealthStatus.Unhealthy
            ? state.Show(
                id.Check, HealthStatus.Unhealthy, state.Setup.Checks[id.Check].FailureStatus, HealthReason.StillRunning, state.Now - run.CalledAt!.Value).State
            : state;
    }

    /// <summary>Releases the slot of a run, if it still has one, to the run that has waited longest.</summary>
    private static ReferenceEngine ReleaseSlot(this ReferenceEngine state, RunId id)
    {
        if (!state.Run(id).HoldsSlot)
        {
            return state;
        }

        state = state.With(id, state.Run(id) with { HoldsSlot = false });
        return state.Queue is [RunId first, ..]
            ? state.With(first, state.Run(first) with { Stage = RunStage.HasSlot, HoldsSlot = true }) with { Queue = state.Queue.Without(first) }
            : state with { FreeSlots = state.FreeSlots + 1 };
    }
}
