using HealthFunctions.Settings;

namespace Infra.Tests;

/// <summary>The example of a type of a family, as docs/checks.md shows it. families.bicepparam has the same, with a check named like its type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Settings">Keys below the name of the check, and values. The first is the type.</param>
internal sealed record FamilyExample(string Type, IReadOnlyList<(string Key, string Value)> Settings)
{
    /// <summary>Gets the names and the values of its secrets.</summary>
    public IEnumerable<(string Name, string Value)> Secrets =>
        Settings.Where(setting => IsSecret(setting.Key)).Select(setting => ($"{Type}-{setting.Key}", setting.Value));

    /// <summary>Gets the app settings that the template must make of it.</summary>
    public IEnumerable<(string Key, string Value)> Expected =>
        Settings.Select(setting => ($"HealthChecks__{Type}__{setting.Key}", IsSecret(setting.Key) ? FamilyExamples.Reference($"{Type}-{setting.Key}") : setting.Value));

    private static bool IsSecret(string key) =>
        SecretKeys.MayHoldSecret(key.Replace("__", ":", StringComparison.Ordinal)) && !key.EndsWith("File", StringComparison.Ordinal);
}
