using HealthFunctions.Health;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Defines what a stop does. It stops one check after the other, answers their callers, cancels the runs and waits briefly for them.</summary>
internal static class StopRules
{
    /// <summary>The time that a stop waits for the runs.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<Transition> StopTransitions(this ReferenceEngine state)
    {
        for (int number = 0; number < state.Stops.Count; number++)
        {
            StopState stop = state.Stops[number];
            if (stop.Next < state.Checks.Count)
            {
                yield return new Transition(false, state.StopCheck(number));
            }
            else if (!stop.Done && (state.Now >= stop.GraceEnds || stop.Awaited.All(run => !state.Run(run).Alive)))
            {
                yield return new Transition(true, state with { Stops = state.Stops.With(number, stop with { Done = true }) });
            }
        }
    }

    private static ReferenceEngine StopCheck(this ReferenceEngine state, int number)
    {
        StopState stop = state.Stops[number];
        int check = stop.Next;
        state = state.With(check, state.Checks[check] with { Stopped = true });
        if (state.AliveRun(check) is { } alive)
        {
            stop = stop with { Awaited = stop.Awaited.Add(alive) };
            state = state.Run(alive).Answer is null ? state.Complete(alive, state.CreateUnmeasuredResult(check, HealthReason.Shutdown)) : state;
            state = state.With(alive, state.Run(alive) with { CancelPending = !state.Run(alive).Cancelled });
        }

        bool last = check == state.Checks.Count - 1;
        return state with
        {
            Stops = state.Stops.With(number, stop with { Next = check + 1, GraceEnds = last ? state.Now + Grace : null }),
        };
    }
}
