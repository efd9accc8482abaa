using HealthFunctions.Checks.Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds checks of event hubs.</summary>
public static class EventHubsHealthChecksBuilderExtensions
{
    /// <summary>Adds a check that asks for an event hub, as <c>Type=EventHubs</c> does in settings.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="configure">
    /// Sets the options, once, when the host starts; <see cref="EventHubsCheckOptions.Hub"/> is required, and
    /// <see cref="EventHubsCheckOptions.Uri"/> or <see cref="EventHubsCheckOptions.ConnectionString"/>. Wrong ones stop the start.
    /// </param>
    /// <param name="failureStatus">The status of a check that fails. The default is null: ERROR.</param>
    /// <param name="tags">The groups of the check. The default is null: none.</param>
    /// <param name="timeout">The limit of one run. The default is null: 5 seconds.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddEventHubs(
        this IHealthChecksBuilder builder,
        string name,
        Action<EventHubsCheckOptions> configure,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null) =>
        builder.AddCheck(name, new EventHubsCheckType(), configure, failureStatus, tags, timeout);
}
