using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Hosting;

internal static class ParentWatchServiceCollectionExtensions
{
    /// <summary>Ties the app's life to that of the Functions host that started it.</summary>
    public static void AddParentWatch(this IServiceCollection services)
    {
        services.AddSingleton<ParentWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ParentWatch>());
    }
}
