using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Azure;

/// <summary>Holds which event hub a check asks for, and how it proves who it is.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>partitions</term><description>how many partitions the hub has (<c>{partition}</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.ConnectionLost"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Tls"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__clicks__Type=EventHubs
/// HealthChecks__clicks__Uri=https://shop.servicebus.windows.net
/// HealthChecks__clicks__Hub=clicks
/// </code>
/// </example>
public sealed class EventHubsCheckOptions : IConnectionOptions
{
    /// <summary>Gets or sets the URI of the namespace, which a managed identity of the app asks.</summary>
    /// <value>
    /// The default is null: <see cref="ConnectionString"/>. One of both is required. An https URI, such as
    /// <c>https://shop.servicebus.windows.net</c>; the connection goes to its port 5671, unless another one is given.
    /// </value>
    [RegularExpression(AzureConnection.OriginPattern, ErrorMessage = EventHubsCheckType.AllowedUri)]
    public Uri? Uri { get; set; }

    /// <summary>Gets or sets the client ID of the managed identity.</summary>
    /// <value>The default is null: what <c>AZURE_CLIENT_ID</c> names in the environment, else the identity that the system assigns. A GUID. Only beside <see cref="Uri"/>.</value>
    [RegularExpression(AzureConnection.ClientIdPattern, ErrorMessage = AzureConnection.AllowedClientId)]
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the connection string of the namespace or the hub, with the key of a policy that has Listen, or a shared access signature.</summary>
    /// <value>The default is null: <see cref="Uri"/>. One of both is required. <c>UseDevelopmentEmulator=true</c> in it means AMQP without TLS, on port 5672 unless another one is given.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the name of the event hub.</summary>
    /// <value>Required, such as <c>clicks</c>. It must exist.</value>
    [Required]
    [RegularExpression(EventHubsCheckType.HubPattern, ErrorMessage = EventHubsCheckType.AllowedHub)]
    public string? Hub { get; set; }
}
