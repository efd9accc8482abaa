using HealthFunctions.Checks.Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of Service Bus.</summary>
public static class ServiceBusHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that peeks at a queue or subscription of Service Bus, as <c>Type=ServiceBus</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="ServiceBusCheckOptions.Queue"/>, or a topic and a subscription, is required, and
    /// <see cref="ServiceBusCheckOptions.Uri"/> or <see cref="ServiceBusCheckOptions.ConnectionString"/>. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddServiceBus(
        this IHealthChecksBuilder builder,
        string name,
        Action<ServiceBusCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new ServiceBusCheckType(), configure, failureStatus, tags, timeout);
}
