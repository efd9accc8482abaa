using HealthFunctions.AzureFunctions;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds health checks to an Azure Functions app.</summary>
public static class HealthFunctionsWorkerApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the services behind <c>/_system/check</c> and <c>/_system/check/{name}</c>, the checks that settings describe, log
    /// lines that the Functions host keeps, and a watch on a host that is gone.
    /// </summary>
    /// <param name="builder">The builder of the app. Calling this again adds nothing.</param>
    /// <returns>
    /// The framework's builder, for checks in code, by <c>AddCheck&lt;T&gt;("name")</c> or with any published package of checks.
    /// </returns>
    /// <remarks>
    /// Wrong settings end the process with exit code 78 before it reports to the host, and are written to stderr, an error
    /// line each.
    /// </remarks>
    public static IHealthChecksBuilder AddHealthFunctions(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return AddHealthFunctions((IFunctionsWorkerApplicationBuilder)builder);
    }

    /// <inheritdoc cref="AddHealthFunctions(FunctionsApplicationBuilder)"/>
    /// <param name="builder">The builder that <c>ConfigureFunctionsWorkerDefaults</c> gives to an app on <c>HostBuilder</c>.</param>
    public static IHealthChecksBuilder AddHealthFunctions(this IFunctionsWorkerApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        IServiceCollection services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(ParentProcessMonitor)))
        {
            services.AddParentProcessMonitor();
            // The first to be made: it tells what is wrong with the others.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, WorkerExit>());
            services.AddSingleton<ILoggerProvider, HostConsoleLoggerProvider>();
            // The worker hands a line to its host only within an invocation, and these belong to none.
            services.Configure<LoggerFilterOptions>(HostConsoleLoggerProvider.ReplaceWorkerLogs);
        }

        return services.AddHealthFunctions();
    }

    /// <inheritdoc cref="AddHealthFunctions(FunctionsApplicationBuilder)"/>
    /// <param name="builder">The builder of the app. Calling this again adds nothing but what it configures.</param>
    /// <param name="configure">Sets options in code. Settings beat them.</param>
    public static IHealthChecksBuilder AddHealthFunctions(this FunctionsApplicationBuilder builder, Action<HealthFunctionsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return AddHealthFunctions((IFunctionsWorkerApplicationBuilder)builder, configure);
    }

    /// <inheritdoc cref="AddHealthFunctions(FunctionsApplicationBuilder)"/>
    /// <param name="builder">The builder that <c>ConfigureFunctionsWorkerDefaults</c> gives to an app on <c>HostBuilder</c>.</param>
    /// <param name="configure">Sets options in code. Settings beat them.</param>
    public static IHealthChecksBuilder AddHealthFunctions(
        this IFunctionsWorkerApplicationBuilder builder, Action<HealthFunctionsOptions> configure)
    {
        IHealthChecksBuilder checks = AddHealthFunctions(builder);
        builder.Services.AddHealthFunctions(configure);
        return checks;
    }
}
