using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Plays one scenario to the engine and to the reference engine, and compares them after each round.</summary>
internal sealed class ScenarioComparison(EngineSetup setup) : IAsyncDisposable
{
    /// <summary>How many reference states to search for the one nearest to the engine, for the message of a failure.</summary>
    private const int MaxStatesToCompare = 10_000;

    private static readonly TimeSpan AfterAllTimeouts = TimeSpan.FromDays(1);

    private readonly EngineDriver _engine = new(setup);
    private readonly StringBuilder _log = new($"{setup}");

    // The reference states that agree with everything observed so far.
    private IReadOnlyList<ReferenceEngine> _possible = [new ReferenceEngine(setup)];

    /// <summary>Plays a scenario.</summary>
    /// <returns>What happened up to the first difference, and the difference; null where there is none.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "What is thrown is reported with the scenario that led to it.")]
    public static async Task<string?> FindFailureAsync(Scenario scenario)
    {
        await using ScenarioComparison comparison = new(scenario.Setup);
        try
        {
            return await comparison.PlayAsync(scenario.Rounds) ?? await comparison.FinishAsync();
        }
        catch (Exception exception)
        {
            return $"{comparison._log}{exception}\n";
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task<string?> PlayAsync(ValueList<ValueList<ScheduledStep>> rounds)
    {
        string? failure = null;
        for (int round = 0; round < rounds.Count && failure is null; round++)
        {
            failure = await ApplyAsync(_possible[0].Resolve(rounds[round]));
        }

        return failure;
    }

    /// <summary>Ends all runs and lets all timeouts pass: every caller must be answered then, and no timer left.</summary>
    private async Task<string?> FinishAsync()
    {
        while (Enumerable.Range(0, setup.Checks.Count).FirstOrDefault(check => _possible[0].RunningRun(check) is not null, -1) is >= 0 and int check)
        {
            if (await ApplyAsync([new Operation.EndRun(check, RunOutcome.Healthy)]) is { } failure)
            {
                return failure;
            }
        }

        return await ApplyAsync([new Operation.Advance(AfterAllTimeouts)]);
    }

    private async Task<string?> ApplyAsync(IReadOnlyList<Operation> operations)
    {
        if (operations.Count == 0)
        {
            return null;
        }

        _log.Append(CultureInfo.InvariantCulture, $"  {string.Join(" | ", operations)}\n");
        ReferenceEngine[] starts = [.. _possible.Select(state => operations.Aggregate(state, (current, operation) => current.Apply(operation)))];
        await _engine.ApplyAsync(operations);

        Observation observed = _engine.Observe();
        _possible = [.. starts.FindSettledStates(observed.CanComeFrom).Where(state => !Observation.Of(state).DifferencesTo(observed).Any())];
        if (_possible.Count == 0)
        {
            return $"{_log}{FindNearestDifference(starts, observed)}";
        }

        int timers = _possible.Max(state => state.MaxTimers);
        return _engine.Timers <= timers ? null : $"{_log}the reference engine:\n  at most {timers} timers\nthe engine:\n  {_engine.Timers}\n";
    }

    private static string FindNearestDifference(ReferenceEngine[] starts, Observation observed)
    {
        IReadOnlyList<ReferenceEngine> allowed = starts.FindSettledStates(_ => true, MaxStatesToCompare);
        (string reference, string engine) = allowed
            .Select(state => Observation.Of(state).DifferencesTo(observed).ToArray())
            .MinBy(differences => differences.Length)![0];
        return $"the nearest of {allowed.Count} reference states:\n  {reference}\nthe engine:\n  {engine}\n";
    }
}
