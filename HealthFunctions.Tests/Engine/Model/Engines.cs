using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Makes engines of setups, by the settings and registrations that an app would have.</summary>
internal static class Engines
{
    public static EngineUnderTest Make(this EngineSetup setup, IReadOnlyList<IHealthCheck> checks) =>
        new(builder => setup.Register(checks, builder), setup.Settings());

    private static void Register(this EngineSetup setup, IReadOnlyList<IHealthCheck> checks, IHealthChecksBuilder builder)
    {
        for (int number = 0; number < checks.Count; number++)
        {
            CheckSetup check = setup.Checks[number];
            string[] tags = check.InSome ? [EngineSetup.All, EngineSetup.Some] : [EngineSetup.All];
            builder.AddCheck(EngineSetup.NameOf(number), checks[number], check.FailureStatus, tags);
        }
    }

    private static IEnumerable<(string Key, string? Value)> Settings(this EngineSetup setup)
    {
        yield return ("HealthFunctions__Deadline", $"{setup.Deadline}");
        yield return ("HealthFunctions__MaxConcurrency", $"{setup.MaxConcurrency}");
        for (int number = 0; number < setup.Checks.Count; number++)
        {
            CheckSetup check = setup.Checks[number];
            string section = $"HealthChecks__{EngineSetup.NameOf(number)}__";
            yield return ($"{section}Timeout", $"{check.Timeout}");
            yield return ($"{section}WarnAfter", check.WarnAfter?.ToString());
            yield return ($"{section}MaxAge", $"{check.MaxAge}");
            yield return ($"{section}FailuresBeforeError", $"{check.FailuresBeforeError}");
        }
    }
}
