using HealthFunctions.Checks.Http;

namespace HealthFunctions.Checks;

/// <summary>The built-in checks.</summary>
internal static class CheckTypes
{
    public static readonly IReadOnlyList<CheckType> All = [new HttpCheckType()];

    /// <summary>The names, for an error message.</summary>
    public static string Names => string.Join(", ", All.Select(type => type.Name));

    public static CheckType? Find(string name) => All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
