using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Testing;

/// <summary>Builds configurations from settings as tests write them.</summary>
internal static class Configured
{
    /// <summary>Builds a configuration.</summary>
    /// <param name="settings">Keys as in the environment, such as <c>HealthChecks__db__Type</c>; of one given twice the last counts.</param>
    public static IConfiguration With(params IEnumerable<(string Key, string? Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings
            .GroupBy(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value)
            .Select(setting => KeyValuePair.Create(setting.Key, setting.Last())))
        .Build();

    /// <summary>Adds settings to an app's services, as its host does.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, IEnumerable<(string Key, string? Value)> settings) =>
        services.AddSingleton(With(settings));
}
