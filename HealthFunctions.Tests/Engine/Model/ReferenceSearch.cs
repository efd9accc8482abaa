namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Searches the states that the reference engine can reach, in every order in which concurrent things can happen.</summary>
internal static class ReferenceSearch
{
    /// <summary>Finds all reachable states in which nothing more can happen until the next operation.</summary>
    /// <param name="starts">The states to begin with.</param>
    /// <param name="isPossible">Whether a state can still lead to what was observed; the others are not followed.</param>
    /// <param name="most">The maximum number of states to search.</param>
    public static IReadOnlyList<ReferenceEngine> FindSettledStates(
        this IEnumerable<ReferenceEngine> starts, Func<ReferenceEngine, bool> isPossible, int most = int.MaxValue)
    {
        HashSet<ReferenceEngine> seen = [.. starts];
        Stack<ReferenceEngine> open = new(seen);
        List<ReferenceEngine> settled = [];
        while (seen.Count < most && open.TryPop(out ReferenceEngine? state))
        {
            List<ReferenceEngine> next = state.Next();
            foreach (ReferenceEngine other in next.Where(isPossible).Where(seen.Add))
            {
                open.Push(other);
            }

            if (next.Count == 0)
            {
                settled.Add(state);
            }
        }

        return settled;
    }

    /// <summary>Returns the states that one transition leads to; none where the engine has settled.</summary>
    private static List<ReferenceEngine> Next(this ReferenceEngine state)
    {
        List<ReferenceEngine> next = [];
        foreach (Transition transition in state.StopTransitions().Concat(state.RunTransitions()).Concat(state.CallTransitions()))
        {
            if (transition.IsIndependent)
            {
                return [.. transition.Next];
            }

            next.AddRange(transition.Next);
        }

        return next;
    }
}

/// <summary>Describes what one call, run or stop can do next. Each is atomic.</summary>
/// <param name="IsIndependent">
/// Whether the result is the same whatever the others do before or after it, so that one order is enough to search. Wrongly
/// false costs time only. Wrongly true makes tests fail, because states that the engine can reach are not found.
/// </param>
/// <param name="Next">The states that it can lead to.</param>
internal readonly record struct Transition(bool IsIndependent, params IReadOnlyList<ReferenceEngine> Next);

/// <summary>Tells which transitions are independent, see <see cref="Transition.IsIndependent"/>.</summary>
internal static class Independence
{
    /// <summary>Tells whether no run of a check is about to end, to reach its timeout or to hang, and no stop is about to stop it.</summary>
    public static bool IsUndisturbed(this ReferenceEngine state, int check) =>
        !state.IsEnding(check) && !state.IsStopping(check) && !state.IsDue(check) && !state.IsAboutToHang(check);

    public static bool IsEnding(this ReferenceEngine state, int check) =>
        state.Checks[check].Runs is [.., { Stage: not RunStage.Over, Outcome: not null }];

    public static bool IsStopping(this ReferenceEngine state, int check) => state.Stops.Any(stop => stop.Next <= check);

    public static bool IsDue(this ReferenceEngine state, int check) =>
        state.Checks[check].Runs is [.., { Stage: not RunStage.Over, Answer: null } run]
        && state.Now >= run.CalledAt + state.Setup.Checks[check].Timeout;

    public static bool IsAboutToHang(this ReferenceEngine state, int check) => state.Checks[check].Runs.Any(run => run.GraceEnds <= state.Now);

    /// <summary>Tells whether another call too may start the next run of a check: its result has no age for the one that does.</summary>
    public static bool IsContended(this ReferenceEngine state, int call, int check) => Enumerable.Range(0, state.Calls.Count).Any(other =>
        other != call
        && state.Calls[other] is { Answer: null } waiting
        && waiting.Parts.Any(part => part.Check == check && part.Stage is CallPartStage.NotLooked or CallPartStage.Stale));

    /// <summary>Tells whether there is a free slot for every run that could start.</summary>
    public static bool HasSlotsForAll(this ReferenceEngine state) => state.FreeSlots >= state.Checks.Count;
}
