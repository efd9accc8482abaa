using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>
/// Defines what a call does. For each of its checks it looks, once, for a fresh result; without one it waits for the run, or
/// starts one. It waits for all these runs until its deadline. The answer is then made of the newest result of each check.
/// </summary>
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
    public static Result CreateUnmeasuredResult(this ReferenceEngine state, int check, HealthReason reason) => new(
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
                    return new Transition(state.IsUndisturbed(check), state.LookForFreshResult(number, part));
                case CallPartStage.Stale:
                    bool free = state.AliveRun(check) is not null || (state.HasSlotsForAll() && !state.IsContended(number, check));
                    return new Transition(state.IsUndisturbed(check) && free, state.GetOrStartRun(number, part));
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

        for (int part = 0; part < call.Parts.Count; part++)
        {
            if (call.Parts[part].Stage != CallPartStage.Final)
            {
                return new Transition(state.IsUndisturbed(call.Parts[part].Check), state.TakeNewestResult(number, part));
            }
        }

        return new Transition(true, state.Answer(number, state.FormatAnswer(call)));
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

        // It need not be tried before what is about to happen to the run at the same time. A stop is no such thing: it comes to one
        // check after the other, and something else may happen to an earlier one between the deadline and the stop.
        bool due = call.HasDeadline && state.Now >= call.StartedAt + state.Setup.Deadline;
        if (due && (result?.At == state.Now || (result is null && (state.IsStopping(check) || state.IsUndisturbed(check)))))
        {
            next.Add(state.WithResult(number, part, state.CreateUnmeasuredResult(check, HealthReason.Deadline)));
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
            ? state.With(number, part, looked with { Stage = CallPartStage.Fresh, Result = result })
            : state.With(number, part, looked with { Stage = CallPartStage.Stale });
    }

    /// <summary>Waits for the run of the check, or starts one.</summary>
    private static ReferenceEngine GetOrStartRun(this ReferenceEngine state, int number, int part)
    {
        CallPart looked = state.Calls[number].Parts[part];
        int check = looked.Check;
        if (state.Checks[check].Stopped)
        {
            return state.WithResult(number, part, state.CreateUnmeasuredResult(check, HealthReason.Shutdown));
        }

        // It came since the call looked.
        if (state.FreshResult(check) is { } fresh)
        {
            return state.WithResult(number, part, fresh);
        }

        if (state.AliveRun(check) is not { } alive)
        {
            state = state.CreateRun(check);
            RunId created = state.AliveRun(check)!.Value;
            CallPartStage stage = state.Run(created).Stage == RunStage.Created ? CallPartStage.Starting : CallPartStage.Waiting;
            return state.With(number, part, looked with { Stage = stage, Run = created, Started = true });
        }

        if (state.Run(alive).Answer is null)
        {
            return state.With(number, part, looked with { Stage = CallPartStage.Waiting, Run = alive });
        }

        // A run that is past its timeout is still alive: no other is started, and the call is answered at once. Nothing is recorded.
        return state.WithResult(number, part, new Result(
            state.Checks[check].Status!.Value,
            state.Setup.Checks[check].FailureStatus,
            HealthReason.StillRunning,
            state.Now - state.Run(alive).CalledAt!.Value,
            state.Checks[check].FailuresInRow,
            state.Checks[check].Since,
            state.Now));
    }

    private static ReferenceEngine AcquireSlot(this ReferenceEngine state, int number, int part)
    {
        CallPart starting = state.Calls[number].Parts[part];
        return state.AcquireSlot(starting.Run!.Value).With(number, part, starting with { Stage = CallPartStage.Waiting });
    }

    /// <summary>
    /// Takes the newest result that is known now, for a group or a report. It has an age, unless a run that this call has started
    /// measured it. The call of one check takes what it has, with an age only where that was fresh when it looked.
    /// </summary>
    private static ReferenceEngine TakeNewestResult(this ReferenceEngine state, int number, int part)
    {
        CallPart taken = state.Calls[number].Parts[part];
        bool fresh = taken.Stage == CallPartStage.Fresh;
        Result? newest = state.Checks[taken.Check].Latest;
        if (state.Calls[number].Kind is CallKind.Check or CallKind.Result)
        {
            taken = taken with { Age = fresh ? state.Now - taken.Result!.At : null };
        }
        else if (fresh || newest?.At > taken.Result!.At)
        {
            taken = taken with { Result = newest, Age = state.Now - newest!.At };
        }
        else
        {
            taken = taken with { Age = taken.Started ? null : state.Now - taken.Result.At };
        }

        return state.With(number, part, taken with { Stage = CallPartStage.Final });
    }

    private static string FormatAnswer(this ReferenceEngine state, CallState call) => call.Kind switch
    {
        CallKind.Check or CallKind.Group => AnswerText.Bare(
            call.Parts.Min(part => part.Result!.Status), call.Parts.Max(part => part.Age)),
        CallKind.Report => AnswerText.Report(
            call.Parts.Select(part => AnswerText.Entry(
                EngineSetup.NameOf(part.Check), part.Result!.Status, HealthReasonCode.Of(part.Result.Reason), part.Result.Duration)),
            state.Now - call.StartedAt),
        _ => call.Parts[0].Result!.ToString(),
    };

    private static ReferenceEngine WithResult(this ReferenceEngine state, int number, int part, Result result) => state.With(
        number, part, state.Calls[number].Parts[part] with { Stage = CallPartStage.Answered, Run = null, Result = result });

    private static ReferenceEngine With(this ReferenceEngine state, int number, int part, CallPart changed)
    {
        CallState call = state.Calls[number];
        return state with { Calls = state.Calls.With(number, call with { Parts = call.Parts.With(part, changed) }) };
    }

    private static ReferenceEngine Answer(this ReferenceEngine state, int number, string answer) =>
        state with { Calls = state.Calls.With(number, state.Calls[number] with { Answer = answer, Parts = [] }) };
}
