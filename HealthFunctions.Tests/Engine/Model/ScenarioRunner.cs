using System.Diagnostics;
using CsCheck;
using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Plays random scenarios until one fails, and shortens the one that failed.</summary>
/// <remarks>
/// The generators, seeds and environment variables are CsCheck's. Its own loop is not used: it does not print the seed of a
/// run that passed, and it shrinks by generating more scenarios, while a scenario is best shortened by removing steps.
/// </remarks>
internal static class ScenarioRunner
{
    /// <summary>How often a shorter scenario is played before it counts as one that passes: a race does not fail every time.</summary>
    private const int Tries = 20;

    private static readonly TimeSpan MaxShrinkTime = TimeSpan.FromMinutes(1);

    /// <summary>Plays random scenarios, and fails the test with the shortest one found that fails.</summary>
    /// <param name="scenarios">The generator.</param>
    /// <param name="count">How many scenarios to play, unless CsCheck_Time gives a number of seconds instead.</param>
    public static async Task PlayAsync(this Gen<Scenario> scenarios, int count)
    {
        TestWatchdog.Extend(TimeSpan.FromSeconds(Math.Max(0, Check.Time)));
        string first = Check.Seed ?? new PCG(1).ToString();
        PCG random = PCG.Parse(first);
        long started = Stopwatch.GetTimestamp();
        int played = 0;
        while (Check.Time < 0 ? played < count : Stopwatch.GetElapsedTime(started).TotalSeconds < Check.Time)
        {
            string seed = random.ToString();
            Scenario scenario = scenarios.Generate(random, null, out _);
            int tries = played++ == 0 && Check.Seed is not null ? Check.Replay : 1;
            if (await FindFailureAsync(scenario, tries) is { } failure)
            {
                string shortest = await ShrinkAsync(scenario, failure);
                Assert.Fail($"CsCheck_Seed={seed}: the engine did what the reference engine does not allow, in scenario {played}:\n{shortest}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"CsCheck_Seed={first}: {played} scenarios in {Stopwatch.GetElapsedTime(started)}");
    }

    private static async Task<string?> FindFailureAsync(Scenario scenario, int tries)
    {
        string? failure = null;
        for (int i = 0; i < tries && failure is null; i++)
        {
            failure = await ScenarioComparison.FindFailureAsync(scenario);
        }

        return failure;
    }

    /// <summary>Removes each step without which the scenario still fails.</summary>
    private static async Task<string> ShrinkAsync(Scenario scenario, string failure)
    {
        long started = Stopwatch.GetTimestamp();
        for (int before = int.MaxValue; scenario.StepCount < before;)
        {
            before = scenario.StepCount;
            for (int step = before - 1; step >= 0 && Stopwatch.GetElapsedTime(started) < MaxShrinkTime; step--)
            {
                Scenario shorter = scenario.Without(step);
                if (await FindFailureAsync(shorter, Tries) is { } still)
                {
                    (scenario, failure) = (shorter, still);
                }
            }
        }

        return failure;
    }
}
