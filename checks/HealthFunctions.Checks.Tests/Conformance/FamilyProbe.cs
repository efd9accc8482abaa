using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>Runs checks of a family once, as an app does.</summary>
internal static class FamilyProbe
{
    private const string Name = "probed";

    /// <summary>Runs a check of settings.</summary>
    /// <param name="add">Adds the type.</param>
    /// <param name="type">The type.</param>
    /// <param name="settings">The settings of the check.</param>
    public static async Task<CheckResult> RunAsync(Action<IHealthChecksBuilder> add, string type, params IEnumerable<(string Key, string Value)> settings)
    {
        await using EngineUnderTest engine = new(add, Keys(type, settings));
        return await engine.GetOrStartRunAsync(Name);
    }

    /// <summary>Runs a check that is registered in code.</summary>
    /// <param name="add">Adds the check, by the name that it is given.</param>
    public static async Task<CheckResult> RunAsync(Action<IHealthChecksBuilder, string> add)
    {
        await using EngineUnderTest engine = new(checks => add(checks, Name));
        return await engine.GetOrStartRunAsync(Name);
    }

    /// <summary>Finds what is wrong with the settings of a check, without the part that every error begins with.</summary>
    public static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> add, string type, params IEnumerable<(string Key, string Value)> settings) =>
    [
        .. Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(add, Keys(type, settings))).Errors
            .Select(error => error.Replace($"HealthChecks__{Name}__", string.Empty, StringComparison.Ordinal)),
    ];

    /// <summary>Finds what is wrong with the options of a check in code, without the part that every error begins with.</summary>
    public static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder, string> add) =>
    [
        .. Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => add(checks, Name))).Errors
            .Select(error => error.Replace($"Health check '{Name}': ", string.Empty, StringComparison.Ordinal)),
    ];

    private static IEnumerable<(string Key, string? Value)> Keys(string type, IEnumerable<(string Key, string Value)> settings) =>
        [($"HealthChecks__{Name}__Type", type), .. settings.Select(setting => ($"HealthChecks__{Name}__{setting.Key}", (string?)setting.Value))];
}
