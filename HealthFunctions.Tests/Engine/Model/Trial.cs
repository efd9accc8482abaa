using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>One scenario, played to an engine and to the model side by side.</summary>
internal sealed class Trial(EngineSetup setup) : IAsyncDisposable
{
    /// <summary>How many states of the model to compare with where none fits.</summary>
    private const int EnoughToTell = 10_000;

    private static readonly TimeSpan LongAfter = TimeSpan.FromDays(1);

    private readonly EngineDriver _engine = new(setup);
    private readonly StringBuilder _story = new($"{setup}");

    // All that the engine may be in, by what was seen of it until now.
    private IReadOnlyList<EngineState> _possible = [new EngineState(setup)];

    /// <summary>Plays it.</summary>
    /// <returns>What happened up to the first difference, and the difference; null where there is none.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever is thrown is told with the scenario that led to it.")]
    public static async Task<string?> FailureAsync(Scenario scenario)
    {
        await using Trial trial = new(scenario.Setup);
        try
        {
            return await trial.PlayAsync(scenario.Rounds) ?? await trial.EndAsync();
        }
        catch (Exception exception)
        {
            return $"{trial._story}{exception}\n";
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task<string?> PlayAsync(ValueList<ValueList<Choice>> rounds)
    {
        string? failure = null;
        for (int round = 0; round < rounds.Count && failure is null; round++)
        {
            failure = await PlayAsync(_possible[0].Resolve(rounds[round]));
        }

        return failure;
    }

    /// <summary>Ends whatever is under way and lets all time limits pass: everybody must be answered then, and no timer left.</summary>
    private async Task<string?> EndAsync()
    {
        while (Enumerable.Range(0, setup.Checks.Count).FirstOrDefault(check => _possible[0].UnderWay(check) is not null, -1) is >= 0 and int check)
        {
            if (await PlayAsync([new Operation.End(check, RunEnd.Healthy)]) is { } failure)
            {
                return failure;
            }
        }

        return await PlayAsync([new Operation.Advance(LongAfter)]);
    }

    private async Task<string?> PlayAsync(IReadOnlyList<Operation> operations)
    {
        if (operations.Count == 0)
        {
            return null;
        }

        _story.Append($"  {string.Join(" | ", operations)}\n");
        EngineState[] starts = [.. _possible.Select(state => operations.Aggregate(state, (current, operation) => current.Let(operation)))];
        await _engine.LetAsync(operations);

        Observation seen = _engine.Observe();
        _possible = [.. starts.AtRest(seen.CanComeOf).Where(state => !Observation.Of(state).DifferencesTo(seen).Any())];
        if (_possible.Count == 0)
        {
            return $"{_story}{NearestDifference(starts, seen)}";
        }

        int timers = _possible.Max(state => state.MostTimers);
        return _engine.Timers <= timers ? null : $"{_story}the model:\n  at most {timers} timers\nthe _engine:\n  {_engine.Timers}\n";
    }

    private static string NearestDifference(EngineState[] starts, Observation seen)
    {
        IReadOnlyList<EngineState> allowed = starts.AtRest(_ => true, EnoughToTell);
        (string model, string engine) = allowed
            .Select(state => Observation.Of(state).DifferencesTo(seen).ToArray())
            .MinBy(differences => differences.Length)![0];
        return $"the nearest of {allowed.Count} states of the model:\n  {model}\nthe engine:\n  {engine}\n";
    }
}
