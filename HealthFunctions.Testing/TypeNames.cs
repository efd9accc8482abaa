using HealthFunctions.Checks;

namespace HealthFunctions.Testing;

/// <summary>Names the types of check that settings can name, as errors list them.</summary>
internal static class TypeNames
{
    /// <summary>Puts the names in the place of <c>{types}</c>.</summary>
    /// <param name="error">The error.</param>
    /// <param name="others">Types that the app has added.</param>
    public static string InsertInto(string error, params IEnumerable<string> others) => error.Replace(
        "{types}",
        string.Join(", ", new HealthCheckTypes().Names.Split(", ").Concat(others).Order(StringComparer.OrdinalIgnoreCase)),
        StringComparison.Ordinal);
}
