using System.Diagnostics;
using CsCheck;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Plays random scenarios until one fails, and makes that as short as it can.</summary>
/// <remarks>
/// The generators, the seeds and the settings are CsCheck's. Its own loop tells no seed of a run that passed, and looks for
/// something shorter by chance; a scenario gets shorter by leaving something out.
/// </remarks>
internal static class Sampling
{
    /// <summary>How often a shorter scenario is tried before it counts as one that passes: a race is not lost every time.</summary>
    private const int Tries = 20;

    private static readonly TimeSpan LongestShrinking = TimeSpan.FromMinutes(1);

    /// <summary>Plays scenarios.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="count">How many of them, unless CsCheck_Time says for how many seconds.</param>
    public static async Task PlayAsync(this Gen<Scenario> scenarios, int count)
    {
        string first = Check.Seed ?? new PCG(1).ToString();
        PCG random = PCG.Parse(first);
        long started = Stopwatch.GetTimestamp();
        int played = 0;
        while (Check.Time < 0 ? played < count : Stopwatch.GetElapsedTime(started).TotalSeconds < Check.Time)
        {
            string seed = random.ToString();
            Scenario scenario = scenarios.Generate(random, null, out _);
            int tries = played++ == 0 && Check.Seed is not null ? Check.Replay : 1;
            if (await FailureAsync(scenario, tries) is { } failure)
            {
                string shortest = await ShortestFailureAsync(scenario, failure);
                Assert.Fail($"CsCheck_Seed={seed}: what the model does not allow, found in scenario {played}:\n{shortest}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"CsCheck_Seed={first}: {played} scenarios in {Stopwatch.GetElapsedTime(started)}");
    }

    private static async Task<string?> FailureAsync(Scenario scenario, int tries)
    {
        string? failure = null;
        for (int i = 0; i < tries && failure is null; i++)
        {
            failure = await Trial.FailureAsync(scenario);
        }

        return failure;
    }

    /// <summary>Leaves out whatever can be left out of a scenario that fails.</summary>
    private static async Task<string> ShortestFailureAsync(Scenario scenario, string failure)
    {
        long started = Stopwatch.GetTimestamp();
        for (int before = int.MaxValue; scenario.Choices < before;)
        {
            before = scenario.Choices;
            for (int left = before - 1; left >= 0 && Stopwatch.GetElapsedTime(started) < LongestShrinking; left--)
            {
                Scenario shorter = scenario.Without(left);
                if (await FailureAsync(shorter, Tries) is { } still)
                {
                    (scenario, failure) = (shorter, still);
                }
            }
        }

        return failure;
    }
}
