using HealthFunctions.Checks.RabbitMq;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds RabbitMQ checks.</summary>
public static class RabbitMqHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that connects to a RabbitMQ server, and counts the messages of queues, as <c>Type=RabbitMq</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="RabbitMqCheckOptions.ConnectionString"/> is required. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddRabbitMq(
        this IHealthChecksBuilder builder,
        string name,
        Action<RabbitMqCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new RabbitMqCheckType(), configure, failureStatus, tags, timeout);

    /// <summary>Adds the type, so that settings can name it: <c>HealthChecks__&lt;name&gt;__Type=RabbitMq</c>.</summary>
    /// <param name="builder">The builder that <c>services.AddHealthFunctions()</c> returns. Calling this again adds nothing.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddRabbitMqCheckTypes(this IHealthChecksBuilder builder) => builder.AddCheckType(new RabbitMqCheckType());
}
