using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds health checks to an app.</summary>
public static class HealthFunctionsHostApplicationBuilderExtensions
{
    /// <inheritdoc cref="HealthFunctionsServiceCollectionExtensions.AddHealthFunctions(IServiceCollection)"/>
    /// <param name="builder">The builder of the app. Calling this again adds nothing.</param>
    public static IHealthChecksBuilder AddHealthFunctions(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Services.AddHealthFunctions();
    }

    /// <inheritdoc cref="HealthFunctionsServiceCollectionExtensions.AddHealthFunctions(IServiceCollection, Action{HealthFunctionsOptions})"/>
    /// <param name="builder">The builder of the app. Calling this again adds nothing but what it configures.</param>
    /// <param name="configure">Sets options in code. Settings beat them.</param>
    public static IHealthChecksBuilder AddHealthFunctions(this IHostApplicationBuilder builder, Action<HealthFunctionsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Services.AddHealthFunctions(configure);
    }
}
