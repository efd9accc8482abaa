using HealthFunctions.Checks;
using HealthFunctions.Settings;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures health checks in code, and adds types of them to those that settings can name.</summary>
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

    /// <summary>
    /// Configures one check in code: its timeout, how long a result is fresh, tags, and more. Settings
    /// (<c>HealthChecks__&lt;name&gt;__…</c>) beat it, and it beats the registration of the check.
    /// </summary>
    /// <param name="builder">The framework's builder.</param>
    /// <param name="name">
    /// The name of the check, which is compared without case. It may be registered earlier or later, in code or by settings; where
    /// it is not, the start of the host fails.
    /// </param>
    /// <param name="configure">Sets the options. Called once, when the host starts.</param>
    /// <returns>The builder.</returns>
    /// <remarks><c>services.ConfigureAll&lt;HealthCheckRegistrationOptions&gt;(…)</c> sets the options of every check.</remarks>
    public static IHealthChecksBuilder ConfigureCheck(
        this IHealthChecksBuilder builder, string name, Action<HealthCheckRegistrationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);

        builder.Services.AddSingleton<IConfigureOptions<HealthCheckRegistrationOptions>>(new ConfigureCheckOptions(name, configure));
        return builder;
    }
}
