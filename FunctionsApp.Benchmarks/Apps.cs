using HealthFunctions.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks;

/// <summary>The services of an app with checks, around our engine or around the framework's service.</summary>
internal static class Apps
{
    /// <param name="register">Registers the checks.</param>
    /// <param name="settings">Keys with colons, and their values.</param>
    public static ServiceProvider Ours(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string Value)> settings)
    {
        ServiceCollection services = new();
        register(services.AddLogging().AddSingleton(Configuration(settings)).AddHealthFunctions());
        return services.BuildServiceProvider();
    }

    /// <param name="register">Registers the checks.</param>
    public static ServiceProvider Framework(Action<IHealthChecksBuilder> register)
    {
        ServiceCollection services = new();
        register(services.AddLogging().AddHealthChecks());
        return services.BuildServiceProvider();
    }

    public static IConfiguration Configuration(params IEnumerable<(string Key, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
        .Build();

    public static SharedCheck Check(this HealthCheckEngine engine, string name) => engine.Registry.TryGetCheck(name, out SharedCheck? check)
        ? check
        : throw new ArgumentException($"No check is named '{name}'.", nameof(name));

    public static IReadOnlyList<SharedCheck> Group(this HealthCheckEngine engine, string tag) => engine.Registry.TryGetGroup(tag, out List<SharedCheck>? group)
        ? group
        : throw new ArgumentException($"No check has the tag '{tag}'.", nameof(tag));
}
