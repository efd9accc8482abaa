using HealthFunctions.Checks;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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

    /// <summary>
    /// Adds a check of a type that has options. It serves all runs and is disposed of with the app. This is for the author of a
    /// type, whose users call a method of its own, such as <c>AddHttp</c>.
    /// </summary>
    /// <typeparam name="TOptions">The options of the type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="type">The type of the check.</param>
    /// <param name="configure">Sets the options, once, when the host starts. Wrong ones stop the start with all other errors.</param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddCheck<TOptions>(
        this IHealthChecksBuilder builder,
        string name,
        HealthCheckType<TOptions> type,
        Action<TOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(configure);

        CodeOptions<TOptions> options = new(name, type, configure);
        builder.Services.AddSingleton<CodeOptions>(options);
        // By the container, which disposes of it. The options are the key: they are of this check alone.
        builder.Services.AddKeyedSingleton(options, static (services, key) =>
            new ConfiguredHealthCheck(services, ((CodeOptions<TOptions>)key!).CreateCheck));
        IHealthCheck GetOrCreate(IServiceProvider services) => services.GetRequiredKeyedService<ConfiguredHealthCheck>(options).GetOrCreate();
        return builder.Add(new HealthCheckRegistration(
            name,
            failureStatus is null or HealthStatus.Unhealthy ? GetOrCreate : services => new FailureStatusHealthCheck(GetOrCreate(services)),
            failureStatus,
            tags,
            timeout));
    }
}
