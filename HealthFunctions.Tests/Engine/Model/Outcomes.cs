namespace HealthFunctions.Tests.Engine.Model;

/// <summary>All that can come of a state.</summary>
internal static class Outcomes
{
    /// <summary>Every state at rest that is reached by some order of what happens.</summary>
    /// <param name="starts">The states to begin with.</param>
    /// <param name="isPossible">Whether anything that comes of a state can still be what was seen.</param>
    /// <param name="most">How many states to look at.</param>
    public static IReadOnlyList<EngineState> AtRest(
        this IEnumerable<EngineState> starts, Func<EngineState, bool> isPossible, int most = int.MaxValue)
    {
        HashSet<EngineState> seen = [.. starts];
        Stack<EngineState> open = new(seen);
        List<EngineState> resting = [];
        while (seen.Count < most && open.TryPop(out EngineState? state))
        {
            List<EngineState> next = state.Next();
            foreach (EngineState other in next.Where(isPossible).Where(seen.Add))
            {
                open.Push(other);
            }

            if (next.Count == 0)
            {
                resting.Add(state);
            }
        }

        return resting;
    }

    /// <summary>Where one step can lead to: nowhere where the engine is at rest.</summary>
    private static List<EngineState> Next(this EngineState state)
    {
        List<EngineState> next = [];
        foreach (Steps steps in state.OfStops().Concat(state.OfRuns()).Concat(state.OfCalls()))
        {
            if (steps.Commute)
            {
                return [.. steps.Next];
            }

            next.AddRange(steps.Next);
        }

        return next;
    }
}
