using HealthFunctions.Checks;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Testing;

/// <summary>Names the types of check that settings can name, as errors list them.</summary>
internal static class TypeNames
{
    /// <summary>Puts the names in the place of <c>{types}</c>.</summary>
    /// <param name="error">The error.</param>
    /// <param name="app">The types that the app has.</param>
    /// <param name="missing">A type that it is built without; null for none.</param>
    public static string InsertInto(string error, IHealthChecksBuilder app, string? missing) =>
        InsertNames(error, app.Services.FindCheckTypes()!.Names.Where(name => name != missing));

    /// <summary>Puts the names of the core's types in the place of <c>{types}</c>.</summary>
    /// <param name="error">The error.</param>
    /// <param name="others">Types that the app has added.</param>
    public static string InsertInto(string error, params IEnumerable<string> others) => InsertNames(
        error, new HealthCheckTypes().Names.Concat(others).Order(StringComparer.OrdinalIgnoreCase));

    private static string InsertNames(string error, IEnumerable<string> names) =>
        error.Replace("{types}", string.Join(", ", names), StringComparison.Ordinal);
}
