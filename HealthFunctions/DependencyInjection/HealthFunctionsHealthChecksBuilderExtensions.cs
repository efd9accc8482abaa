using HealthFunctions.Checks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds types of health check to those that settings can name.</summary>
public static class HealthFunctionsHealthChecksBuilderExtensions
{
    /// <summary>Adds a type of health check, so that <c>HealthChecks__&lt;name&gt;__Type</c> can name it.</summary>
    /// <param name="builder">The builder that <c>services.AddHealthFunctions()</c> returns.</param>
    /// <param name="type">The type. Adding the same class of types again adds nothing.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Another type has the same name.</exception>
    /// <exception cref="InvalidOperationException"><c>services.AddHealthFunctions()</c> was not called.</exception>
    public static IHealthChecksBuilder AddCheckType(this IHealthChecksBuilder builder, HealthCheckType type)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(type);

        HealthCheckTypes types = builder.Services.FindCheckTypes()
            ?? throw new InvalidOperationException("Call services.AddHealthFunctions() before AddCheckType.");
        types.Add(type);
        return builder;
    }
}
