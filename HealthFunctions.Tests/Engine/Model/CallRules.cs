using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>
/// Defines what a call does. For each of its checks it uses the fresh result, or waits for the run, or starts one. It waits
/// for all these runs until its deadline. Fresh results may have expired meanwhile, so it looks at them again. Once there is
/// nothing to wait for, it is answered.
/// </summary>
/// <remarks>
/// A result that was measured for the call is kept even if it grows older than MaxAge while the call waits for another
/// check. A fresh result that expires at the deadline is measured anew all the same: the answer for it is DEADLINE.
/// </remarks>
internal static class CallRules
{
    public static ReferenceEngine AddCall(this ReferenceEngine state, Operation.Call call)
    {
        // A call for the full result goes past the last one.
        CallPartStage stage = call.Kind == CallKind.Result ? CallPartStage.Stale : CallPartStage.NotLooked;
        return state with
        {
            Calls = state.Calls.Add(new CallState(call.Kind, state.Now)
            {
                Parts = [.. call.Checks.Select(check => new CallPart(check) { Stage = stage })],
            }),
        };
    }

    /// <summary>
    /// Creates the ERROR of a call that ends before the check was measured. It is not counted as a failure, and neither
    /// FailureStatus nor FailuresBeforeError applies to it.
    /// </summary>
    public static Result CreateUnmeasuredResult(this ReferenceEngine state, int check, string reason) => new(
        HealthStatus.Unhealthy,
        HealthStatus.Unhealthy,
        reason,
        TimeSpan.Zero,
        state.Checks[check].FailuresInRow,
        state.Checks[check].Since,
        state.Now);

    public static IEnumerable<Transition> CallTransitions(this ReferenceEngine state) => Enumerable.Range(0, state.Calls.Count)
        .Where(number => state.Calls[number].Answer is null)
        .Select(number => state.Calls[number].CancelRequested ? state.Cancel(number) : state.Continue(number));

    /// <summary>Cancels a call, unless the answer comes first. Nothing else changes.</summary>
    private static Transition Cancel(this ReferenceEngine state, int number)
    {
        Transition others = state.Continue(number);
        return others with { Next = [state.Answer(number, AnswerText.Cancelled), .. others.Next] };
    }

    private static Transition Continue(this ReferenceEngine state, int number)
    {
        CallState call = state.Calls[number];
        for (int part = 0; part < call.Parts.Count; part++)
        {
            int check = call.Parts[part].Check;
            switch (call.Parts[part].Stage)
            {
                case CallPartStage.NotLooked:
                    return new Transition(!state.IsEnding(check), state.LookForFreshResult(number, part));
                case CallPartStage.Stale:
                    return new Transition(state.IsUndisturbed(check) && (state.AliveRun(check) is not null || state.HasSlotsForAll()), state.GetOrStartRun(number, part));
                case CallPartStage.Starting:
                    return new Transition(state.HasSlotsForAll(), state.AcquireSlot(number, part));
                default:
                    break;
            }
        }

        for (int part = 0; part < call.Parts.Count; part++)
        {
            if (call.Parts[part].Stage == CallPartStage.Waiting)
            {
                return state.Wait(number, part);
            }
        }

        return new Transition(true, call.Waited ? state.LookAgain(number) : state.Answer(number, state.FormatAnswer(call)));
    }

    /// <summary>
    /// Ends the wait for a run with its result or with the deadline of the call, whichever comes first; either, where both
    /// come at the same time.
    /// </summary>
    private static Transition Wait(this ReferenceEngine state, int number, int part)
    {
        CallState call = state.Calls[number];
        int check = call.Parts[part].Check;
        Result? result = state.Run(call.Parts[part].Run!.Value).Answer;
        List<ReferenceEngine> next = [];
        if (result is not null)
        {
            next.Add(state.WithResult(number, part, result));
        }

        bool due = call.Kind != CallKind.Result && state.Now >= call.StartedAt + state.Setup.Deadline;
        if (due && (result?.At == state.Now || (result is null && (state.IsUndisturbed(check) || state.MayStartMore(call)))))
        {
            next.Add(state.WithResult(number, part, state.CreateUnmeasuredResult(check, Reason.Deadline)));
        }

        return new Transition(result is not null || (due && state.IsUndisturbed(check)), next);
    }

    /// <summary>
    /// Uses the last result, whatever its status, while it is younger than MaxAge; after a stop too.
    /// </summary>
    private static ReferenceEngine LookForFreshResult(this ReferenceEngine state, int number, int part)
    {
        CallPart looked = state.Calls[number].Parts[part];
        return state.FreshResult(looked.Check) is { } result
            ? state.With(number, part, looked with { Stage = CallPartStage.Fresh, Result = result, Age = state.Now - result.At })
            : state.With(number, part, looked with { Stage = CallPartStage.Stale, Result = null, Age = null });
    }

    /// <summary>Waits for the run of the check, or starts one.</summary>
    private static ReferenceEngine GetOrStartRun(this ReferenceEngine state, int number, int part)
    {
        CallPart looked = state.Calls[number].Parts[part];
        int check = looked.Check;
        state = state with { Calls = state.Calls.With(number, state.Calls[number] with { Waited = true }) };
        if (state.Checks[check].Stopped)
        {
            return state.WithResult(number, part, state.CreateUnmeasuredResult(check, Reason.Shutdown));
        }

        // A result that came since the call looked was measured during the call, so it has no age.
        if (state.FreshResult(check) is { } fresh)
        {
            return state.WithResult(number, part, fresh);
        }

        if (state.AliveRun(check) is not { } alive)
        {
            state = state.StartRun(check);
            return state.With(number, part, looked with { Stage = CallPartStage.Starting, Run = state.AliveRun(check) });
        }

        if (state.Run(alive).Answer is null)
        {
            return state.With(number, part, looked with { Stage = CallPartStage.Waiting, Run = alive });
        }

        // A run that is past its timeout is still alive: no other is started, and the call is answered at once.
        (state, Result result) = state.Record(
            alive, state.Setup.Checks[check].FailureStatus, Reason.StillRunning, state.Now - state.Run(alive).StartedAt);
        return state.WithResult(number, part, result);
    }

    private static ReferenceEngine AcquireSlot(this ReferenceEngine state, int number, int part)
    {
        CallPart starting = state.Calls[number].Parts[part];
        return state.AcquireSlot(starting.Run!.Value).With(number, part, starting with { Stage = CallPartStage.Waiting });
    }

    private static ReferenceEngine LookAgain(this ReferenceEngine state, int number)
    {
        CallState call = state.Calls[number];
        return state with
        {
            Calls = state.Calls.With(number, call with
            {
                Waited = false,
                Parts = [.. call.Parts.Select(part => part.Stage == CallPartStage.Fresh ? part with { Stage = CallPartStage.NotLooked } : part)],
            }),
        };
    }

    private static string FormatAnswer(this ReferenceEngine state, CallState call) => call.Kind switch
    {
        CallKind.Check or CallKind.Group => AnswerText.Bare(
            call.Parts.Min(part => part.Result!.Status), call.Parts.Max(part => part.Age)),
        CallKind.Report => AnswerText.Report(
            call.Parts.Select(part => AnswerText.Entry(
                EngineSetup.NameOf(part.Check), part.Result!.Status, part.Result.Reason, part.Result.Duration)),
            state.Now - call.StartedAt),
        _ => call.Parts[0].Result!.ToString(),
    };

    private static ReferenceEngine WithResult(this ReferenceEngine state, int number, int part, Result result) => state.With(
        number, part, state.Calls[number].Parts[part] with { Stage = CallPartStage.Answered, Run = null, Result = result, Age = null });

    private static ReferenceEngine With(this ReferenceEngine state, int number, int part, CallPart changed)
    {
        CallState call = state.Calls[number];
        return state with { Calls = state.Calls.With(number, call with { Parts = call.Parts.With(part, changed) }) };
    }

    private static ReferenceEngine Answer(this ReferenceEngine state, int number, string answer) =>
        state with { Calls = state.Calls.With(number, state.Calls[number] with { Answer = answer, Parts = [] }) };
}
