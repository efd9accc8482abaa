using System.Diagnostics.Metrics;
using HealthFunctions.Checks;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthFunctions;

/// <summary>Puts health checks into a service collection.</summary>
public static class HealthFunctionsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the health endpoint, the engine behind it, and the checks that settings describe. The engine takes the place of
    /// the framework's <see cref="HealthCheckService"/>.
    /// </summary>
    /// <param name="services">The services. Adding twice gives each check of the settings twice, which stops the start.</param>
    /// <param name="configuration">
    /// Where the sections <c>HealthFunctions</c> and <c>HealthChecks</c> are. Read once, now: later changes are not seen.
    /// </param>
    /// <returns>
    /// The framework's builder, for checks in code, by <c>AddCheck&lt;T&gt;("name")</c> or with any published package of checks.
    /// </returns>
    /// <exception cref="HealthSettingsException">
    /// Not from here but from the start of the host, which names every wrong setting and every wrong name of a check at once.
    /// </exception>
    public static IHealthChecksBuilder AddHealthFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);

        SettingsErrors errors = new();
        SettingsSection app = new(configuration.GetSection("HealthFunctions"), errors);
        IHealthChecksBuilder builder = services.AddHealthChecks();
        Dictionary<string, SettingsSection> checks = new(StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection section in configuration.GetSection("HealthChecks").GetChildren())
        {
            SettingsSection settings = new(section, errors);
            if (AddCheck(builder, section.Key, settings))
            {
                checks.Add(section.Key, settings);
            }
        }

        EngineSettings engine = new(app, checks, CheckTypes.Names, errors);
        EndpointSettings endpoint = new(app);
        app.RejectUnknownKeys();

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(engine);
        // Made by hand: the container would look the constructors up at the start of the process.
        services.TryAddSingleton(provider => new EngineMetrics(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => new HealthCheckEngine(
            provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>(),
            provider.GetRequiredService<EngineSettings>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<EngineMetrics>(),
            provider.GetRequiredService<ILogger<HealthCheckEngine>>()));
        services.AddSingleton(provider => new HealthEndpoint(provider.GetRequiredService<HealthCheckEngine>(), endpoint));
        services.AddHostedService(provider => new EngineLifetime(provider.GetRequiredService<HealthCheckEngine>()));
        services.Replace(ServiceDescriptor.Singleton<HealthCheckService>(provider => provider.GetRequiredService<HealthCheckEngine>()));
        return builder;
    }

    /// <returns>Whether the check's type is known, or left to the code.</returns>
    private static bool AddCheck(IHealthChecksBuilder builder, string name, SettingsSection settings)
    {
        if (settings.Text("Type") is not { } typeName)
        {
            return true;
        }

        if (CheckTypes.Find(typeName) is not { } type)
        {
            settings.Reject("Type", $"'{typeName}'; allowed: {CheckTypes.Names}");
            return false;
        }

        Func<IServiceProvider, IHealthCheck> factory = type.Add(builder.Services, name, settings);
        builder.Add(new HealthCheckRegistration(name, factory, failureStatus: null, settings.List("Tags")));
        return true;
    }
}
