using Microsoft.Extensions.Configuration;

namespace FunctionsApp.Tests.Support;

/// <summary>Settings as a test writes them.</summary>
internal static class Configured
{
    /// <param name="settings">Keys as in the environment, such as <c>HealthChecks__db__Type</c>; of one given twice the last counts.</param>
    public static IConfiguration With(params IEnumerable<(string Key, string? Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings
            .GroupBy(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value)
            .Select(setting => KeyValuePair.Create(setting.Key, setting.Last())))
        .Build();
}
