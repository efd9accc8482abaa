using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Tests;

/// <summary>The services of a function app, built as strictly as can be.</summary>
internal static class TriggerServices
{
    public static ServiceProvider Build(
        Action<IHealthChecksBuilder>? register = null, IEnumerable<(string Key, string? Value)>? settings = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        IHealthChecksBuilder checks = services.AddSettings(settings ?? []).AddHealthFunctions();
        register?.Invoke(checks);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
