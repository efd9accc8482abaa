using System.Diagnostics.Metrics;
using HealthFunctions.Checks;
using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks to a service collection.</summary>
public static class HealthFunctionsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the health endpoint, the engine behind it, and the checks that settings describe. The engine takes the place of
    /// the framework's <see cref="HealthCheckService"/>.
    /// </summary>
    /// <param name="services">The services. Calling this again adds nothing.</param>
    /// <returns>
    /// The framework's builder, for checks in code, by <c>AddCheck&lt;T&gt;("name")</c> or with any published package of checks.
    /// </returns>
    /// <remarks>
    /// The sections <c>HealthChecks</c> and <c>HealthFunctions</c> (options give them other names) are read from the <see cref="IConfiguration"/> among the
    /// services, once, when the host starts: what a host or a test adds to the configuration until then counts.
    /// </remarks>
    /// <exception cref="HealthSettingsException">
    /// Not from here but from the start of the host, which names every wrong setting, option and name of a check at once.
    /// </exception>
    public static IHealthChecksBuilder AddHealthFunctions(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        IHealthChecksBuilder builder = services.AddHealthChecks();
        if (services.FindCheckTypes() is not null)
        {
            return builder;
        }

        HealthCheckTypes types = new();
        services.AddSingleton(types);
        services.AddMetrics();
        services.AddSingleton(provider => new HealthSettings(provider, provider.GetService<IConfiguration>(), types));
        services.AddSingleton<IPostConfigureOptions<HealthCheckServiceOptions>>(provider => provider.GetRequiredService<HealthSettings>());
        // For whoever asks: the options in code with the settings over them.
        services.AddSingleton(provider => Options.Options.Create(provider.GetRequiredService<HealthSettings>().Options));
        // Made by hand: the container would look the constructors up at the start of the process.
        services.TryAddSingleton(provider => new EngineMetrics(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => new HealthCheckEngine(
            provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>(),
            provider.GetRequiredService<HealthSettings>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<EngineMetrics>(),
            provider.GetRequiredService<ILogger<HealthCheckEngine>>()));
        services.AddSingleton(provider => new HealthEndpoint(
            provider.GetRequiredService<HealthCheckEngine>(), provider.GetRequiredService<HealthSettings>().Endpoint));
        services.AddHostedService(provider => new EngineLifetime(
            provider.GetRequiredService<HealthCheckEngine>(),
            provider.GetRequiredService<HealthSettings>(),
            provider.GetRequiredService<ILogger<HealthCheckEngine>>()));
        services.Replace(ServiceDescriptor.Singleton<HealthCheckService>(provider => provider.GetRequiredService<HealthCheckEngine>()));
        return builder;
    }

    /// <inheritdoc cref="AddHealthFunctions(IServiceCollection)"/>
    /// <param name="services">The services. Calling this again adds nothing but what it configures.</param>
    /// <param name="configure">Sets options in code. Settings beat them.</param>
    public static IHealthChecksBuilder AddHealthFunctions(this IServiceCollection services, Action<HealthFunctionsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);

        IHealthChecksBuilder builder = services.AddHealthFunctions();
        services.Configure(configure);
        return builder;
    }

    /// <summary>Finds the types of check that were added, which also tells that <c>AddHealthFunctions</c> was called.</summary>
    internal static HealthCheckTypes? FindCheckTypes(this IServiceCollection services) =>
        services.FirstOrDefault(service => service.ServiceType == typeof(HealthCheckTypes))?.ImplementationInstance as HealthCheckTypes;
}
