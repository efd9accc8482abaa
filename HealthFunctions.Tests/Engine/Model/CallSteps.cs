using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>
/// A call's life. It looks at each of its checks in turn: a fresh result answers; else it joins the run, or starts one. It
/// waits for all that it joined, until its deadline. What it shares may have expired meanwhile, so it looks again; once
/// there is nothing to wait for, it is answered.
/// </summary>
/// <remarks>
/// The promises are silent on a result that was measured for the call and grows older than MaxAge while the call waits for
/// another check: it is no shared result, so it stays. They are silent on a shared one that expires at the very deadline
/// too: it is measured anew all the same, and missing from the answer.
/// </remarks>
internal static class CallSteps
{
    public static EngineState Come(this EngineState state, Operation.Call call)
    {
        // Whoever asks for all that is known of a check is told no age, so it does not look first.
        PartStage stage = call.Kind == CallKind.Result ? PartStage.Stale : PartStage.Unseen;
        return state with
        {
            Calls = state.Calls.Add(new CallState(call.Kind, state.Now)
            {
                Parts = [.. call.Checks.Select(check => new PartState(check) { Stage = stage })],
            }),
        };
    }

    /// <summary>
    /// An ERROR that says nothing of the check: it counts as no failure, and shows as ERROR whatever the registration says a
    /// failure is and however many are forgiven.
    /// </summary>
    public static Verdict Unmeasured(this EngineState state, int check, string reason) => new(
        HealthStatus.Unhealthy,
        HealthStatus.Unhealthy,
        reason,
        TimeSpan.Zero,
        state.Checks[check].FailuresInRow,
        state.Checks[check].Since,
        state.Now);

    public static IEnumerable<Steps> OfCalls(this EngineState state) => Enumerable.Range(0, state.Calls.Count)
        .Where(number => state.Calls[number].Answer is null)
        .Select(number => state.Calls[number].HangsUp ? state.HangUp(number) : state.GoOn(number));

    /// <summary>A caller who hangs up ends their own wait and nothing else, unless the answer comes first.</summary>
    private static Steps HangUp(this EngineState state, int number)
    {
        Steps others = state.GoOn(number);
        return others with { Next = [state.Answer(number, Answers.Gone), .. others.Next] };
    }

    private static Steps GoOn(this EngineState state, int number)
    {
        CallState call = state.Calls[number];
        for (int part = 0; part < call.Parts.Count; part++)
        {
            int check = call.Parts[part].Check;
            switch (call.Parts[part].Stage)
            {
                case PartStage.Unseen:
                    return new Steps(!state.IsEnding(check), state.Look(number, part));
                case PartStage.Stale:
                    return new Steps(state.IsCalm(check) && (state.Alive(check) is not null || state.HasPlenty()), state.Join(number, part));
                case PartStage.Starting:
                    return new Steps(state.HasPlenty(), state.Enter(number, part));
                default:
                    break;
            }
        }

        for (int part = 0; part < call.Parts.Count; part++)
        {
            if (call.Parts[part].Stage == PartStage.Joined)
            {
                return state.Wait(number, part);
            }
        }

        return new Steps(true, call.Waited ? state.LookAgain(number) : state.Answer(number, state.AnswerTo(call)));
    }

    /// <summary>
    /// The wait for a run that the call has joined ends with the run's answer or with the call's deadline, whichever comes
    /// first. The promises are silent on both in the same instant: here it is either.
    /// </summary>
    private static Steps Wait(this EngineState state, int number, int part)
    {
        CallState call = state.Calls[number];
        int check = call.Parts[part].Check;
        Verdict? verdict = state.Run(call.Parts[part].Run!.Value).Answer;
        List<EngineState> next = [];
        if (verdict is not null)
        {
            next.Add(state.Told(number, part, verdict));
        }

        bool due = call.Kind != CallKind.Result && state.Now >= call.Came + state.Setup.Deadline;
        if (due && (verdict?.At == state.Now || (verdict is null && (state.IsCalm(check) || state.MayStartMore(call)))))
        {
            next.Add(state.Told(number, part, state.Unmeasured(check, Reason.Deadline)));
        }

        return new Steps(verdict is not null || (due && state.IsCalm(check)), next);
    }

    /// <summary>
    /// A result answers until it is MaxAge old, good or bad, with its age; nothing older ever does. The promises are silent on
    /// a stop: it takes nothing from what is known.
    /// </summary>
    private static EngineState Look(this EngineState state, int number, int part)
    {
        PartState looked = state.Calls[number].Parts[part];
        return state.Fresh(looked.Check) is { } verdict
            ? state.With(number, part, looked with { Stage = PartStage.Shared, Verdict = verdict, Age = state.Now - verdict.At })
            : state.With(number, part, looked with { Stage = PartStage.Stale, Verdict = null, Age = null });
    }

    /// <summary>Joins the run under way, or starts one.</summary>
    private static EngineState Join(this EngineState state, int number, int part)
    {
        PartState joining = state.Calls[number].Parts[part];
        int check = joining.Check;
        state = state with { Calls = state.Calls.With(number, state.Calls[number] with { Waited = true }) };
        if (state.Checks[check].Stopped)
        {
            return state.Told(number, part, state.Unmeasured(check, Reason.Shutdown));
        }

        // The promises are silent on a result that comes between the look and this: it was measured during the call, so has no age.
        if (state.Fresh(check) is { } fresh)
        {
            return state.Told(number, part, fresh);
        }

        if (state.Alive(check) is not { } alive)
        {
            state = state.Start(check);
            return state.With(number, part, joining with { Stage = PartStage.Starting, Run = state.Alive(check) });
        }

        if (state.Run(alive).Answer is null)
        {
            return state.With(number, part, joining with { Stage = PartStage.Joined, Run = alive });
        }

        // A run that missed its timeout lives: no other is started, and the caller is answered at once.
        (state, Verdict verdict) = state.Record(
            alive, state.Setup.Checks[check].FailureStatus, Reason.StillRunning, state.Now - state.Run(alive).StartedAt);
        return state.Told(number, part, verdict);
    }

    private static EngineState Enter(this EngineState state, int number, int part)
    {
        PartState starting = state.Calls[number].Parts[part];
        return state.Enter(starting.Run!.Value).With(number, part, starting with { Stage = PartStage.Joined });
    }

    private static EngineState LookAgain(this EngineState state, int number)
    {
        CallState call = state.Calls[number];
        return state with
        {
            Calls = state.Calls.With(number, call with
            {
                Waited = false,
                Parts = [.. call.Parts.Select(part => part.Stage == PartStage.Shared ? part with { Stage = PartStage.Unseen } : part)],
            }),
        };
    }

    private static string AnswerTo(this EngineState state, CallState call) => call.Kind switch
    {
        CallKind.Check or CallKind.Group => Answers.Bare(
            call.Parts.Min(part => part.Verdict!.Status), call.Parts.Max(part => part.Age)),
        CallKind.Report => Answers.Report(
            call.Parts.Select(part => Answers.Entry(
                EngineSetup.NameOf(part.Check), part.Verdict!.Status, part.Verdict.Reason, part.Verdict.Duration)),
            state.Now - call.Came),
        _ => call.Parts[0].Verdict!.ToString(),
    };

    private static EngineState Told(this EngineState state, int number, int part, Verdict verdict) => state.With(
        number, part, state.Calls[number].Parts[part] with { Stage = PartStage.Told, Run = null, Verdict = verdict, Age = null });

    private static EngineState With(this EngineState state, int number, int part, PartState changed)
    {
        CallState call = state.Calls[number];
        return state with { Calls = state.Calls.With(number, call with { Parts = call.Parts.With(part, changed) }) };
    }

    private static EngineState Answer(this EngineState state, int number, string answer) =>
        state with { Calls = state.Calls.With(number, state.Calls[number] with { Answer = answer, Parts = [] }) };
}
