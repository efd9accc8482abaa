using HealthFunctions.Engine;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>A stop's life: it stops one check after the other, answers everybody, and waits briefly for the runs.</summary>
internal static class StopSteps
{
    /// <summary>For how long it waits. The promises say "briefly".</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<Steps> OfStops(this EngineState state)
    {
        for (int number = 0; number < state.Stops.Count; number++)
        {
            StopState stop = state.Stops[number];
            if (stop.Next < state.Checks.Count)
            {
                yield return new Steps(false, state.StopCheck(number));
            }
            else if (!stop.Done && (state.Now >= stop.GraceEnds || stop.Awaited.All(run => !state.Run(run).Alive)))
            {
                yield return new Steps(true, state with { Stops = state.Stops.With(number, stop with { Done = true }) });
            }
        }
    }

    private static EngineState StopCheck(this EngineState state, int number)
    {
        StopState stop = state.Stops[number];
        int check = stop.Next;
        state = state.With(check, state.Checks[check] with { Stopped = true });
        if (state.Alive(check) is { } alive)
        {
            stop = stop with { Awaited = stop.Awaited.Add(alive) };
            state = state.Run(alive).Answer is null ? state.Tell(alive, state.Unmeasured(check, Reason.Shutdown)) : state;
            state = state.With(alive, state.Run(alive) with { CancelPending = !state.Run(alive).Cancelled });
        }

        bool last = check == state.Checks.Count - 1;
        return state with
        {
            Stops = state.Stops.With(number, stop with { Next = check + 1, GraceEnds = last ? state.Now + Grace : null }),
        };
    }
}
