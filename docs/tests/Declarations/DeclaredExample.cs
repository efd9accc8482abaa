namespace Docs.Tests.Declarations;

/// <summary>Holds the example of a type of check: the settings of one check.</summary>
/// <param name="Check">The name of the check.</param>
/// <param name="Settings">Keys below the name of the check, such as <c>Tags__0</c>, and values. The first is the type.</param>
internal sealed record DeclaredExample(string Check, IReadOnlyList<(string Key, string Value)> Settings)
{
    private const string Section = "HealthChecks__";

    /// <summary>Gets the settings with their full keys, as the environment has them.</summary>
    public IEnumerable<(string Key, string Value)> FullSettings => Settings.Select(setting => ($"{Section}{Check}__{setting.Key}", setting.Value));

    /// <summary>Parses lines such as <c>HealthChecks__shop__Url=https://example.org</c>.</summary>
    public static DeclaredExample Parse(DeclaredType type, string code)
    {
        (string Name, string Value)[] lines =
        [
            .. from line in code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
               let parts = line.Split('=', 2)
               select (parts[0], parts[^1]),
        ];
        string end = "__Type";
        if (lines is not [{ } first, ..] || !first.Name.StartsWith(Section, StringComparison.Ordinal) || !first.Name.EndsWith(end, StringComparison.Ordinal) || first.Value != type.Name)
        {
            throw new InvalidOperationException($"The example of {type.OptionsType} does not begin with {Section}<name>{end}={type.Name}.");
        }

        string check = first.Name[Section.Length..^end.Length];
        string prefix = $"{Section}{check}__";
        return new DeclaredExample(check, [.. lines.Select(line => line.Name.StartsWith(prefix, StringComparison.Ordinal)
            ? (line.Name[prefix.Length..], line.Value)
            : throw new InvalidOperationException($"The example of {type.OptionsType} has '{line.Name}'; allowed: {prefix}<key>=<value>."))]);
    }
}
