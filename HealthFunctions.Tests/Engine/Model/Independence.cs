namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Tells where nothing else can come between, so that one order is enough to look at.</summary>
internal static class Independence
{
    /// <summary>Whether nothing is about to happen to a check by itself: no run of it ends or misses its timeout, and nobody stops it.</summary>
    public static bool IsCalm(this EngineState state, int check) => !state.IsEnding(check) && !state.IsStopping(check) && !state.IsDue(check);

    public static bool IsEnding(this EngineState state, int check) =>
        state.Checks[check].Runs is [.., { Stage: not RunStage.Gone, End: not null }];

    public static bool IsStopping(this EngineState state, int check) => state.Stops.Any(stop => stop.Next <= check);

    public static bool IsDue(this EngineState state, int check) =>
        state.Checks[check].Runs is [.., { Stage: not RunStage.Gone, Answer: null } run]
        && state.Now >= run.StartedAt + state.Setup.Checks[check].Timeout;

    /// <summary>
    /// Whether a call can do anything more to the engine than wait. If not, and something is about to happen to what it waits
    /// for, its deadline can as well come after that, in the same instant.
    /// </summary>
    public static bool MayStartMore(this EngineState state, CallState call) =>
        call.Parts.Any(part => part.Stage == PartStage.Shared && (state.Fresh(part.Check) is null || state.IsEnding(part.Check)));

    /// <summary>Whether there is a place for every run that could start.</summary>
    public static bool HasPlenty(this EngineState state) => state.FreePlaces >= state.Checks.Count;
}
