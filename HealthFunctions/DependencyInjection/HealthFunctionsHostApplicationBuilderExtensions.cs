using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds health checks to an app.</summary>
public static class HealthFunctionsHostApplicationBuilderExtensions
{
    /// <inheritdoc cref="HealthFunctionsServiceCollectionExtensions.AddHealthFunctions"/>
    /// <param name="builder">The builder of the app. Calling this again adds nothing.</param>
    public static IHealthChecksBuilder AddHealthFunctions(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        return builder.Services.AddHealthFunctions();
    }
}
