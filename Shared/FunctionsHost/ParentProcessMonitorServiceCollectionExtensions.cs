using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.FunctionsHost;

/// <summary>Adds <see cref="ParentProcessMonitor"/> to an app.</summary>
internal static class ParentProcessMonitorServiceCollectionExtensions
{
    /// <summary>Stops the app when the Functions host that started it is gone.</summary>
    public static void AddParentProcessMonitor(this IServiceCollection services)
    {
        services.AddSingleton<ParentProcessMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<ParentProcessMonitor>());
    }
}
