namespace HealthFunctions.Tests.Engine.Model;

/// <summary>An engine, and what is done to it round by round.</summary>
/// <remarks>
/// What is in one round is done at once. Only the clock stands still meanwhile: it has moved before, and the timers that
/// are due fire among the rest. Time does not pass between two lines of code, so neither do the promises say what then.
/// </remarks>
internal sealed record Scenario(EngineSetup Setup, ValueList<ValueList<Choice>> Rounds)
{
    public int Choices => Rounds.Sum(round => round.Count);

    /// <summary>The same without one choice.</summary>
    /// <param name="left">Its number among all choices, from 0.</param>
    public Scenario Without(int left)
    {
        int number = 0;
        IEnumerable<ValueList<Choice>> rounds = Rounds.Select(round => (ValueList<Choice>)[.. round.Where(_ => number++ != left)]).ToArray();
        return this with { Rounds = [.. rounds.Where(round => round.Count > 0)] };
    }
}
