using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure;

/// <summary>Holds which queue or subscription of Service Bus a check peeks at, how much may wait there, and how it proves who it is.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>length</term><description>how many messages are active, where <c>WarnAbove</c> or <c>ErrorAbove</c> is set (<c>{message}</c>)</description></item>
/// <item><term>oldest</term><description>for how long the first active message has waited, where <c>OldestWarnAbove</c> or <c>OldestErrorAbove</c> is set (<c>s</c>)</description></item>
/// <item><term>deadLetters</term><description>how many messages are dead letters, where <c>DeadLettersErrorAbove</c> is set: one more than that for all that are more (<c>{message}</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.ConnectionLost"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Threshold"/></term></item>
/// <item><term><see cref="HealthReason.Tls"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__orders__Type=ServiceBus
/// HealthChecks__orders__Uri=https://shop.servicebus.windows.net
/// HealthChecks__orders__Queue=orders
/// HealthChecks__orders__OldestWarnAbove=5m
/// HealthChecks__orders__OldestErrorAbove=1h
/// </code>
/// </example>
public sealed class ServiceBusCheckOptions : IConnectionOptions, IBacklogOptions
{
    /// <summary>Gets or sets the URI of the namespace, which a managed identity of the app asks.</summary>
    /// <value>
    /// The default is null: <see cref="ConnectionString"/>. One of both is required. An https URI, such as
    /// <c>https://shop.servicebus.windows.net</c>; the connection goes to its port 5671, unless another one is given.
    /// </value>
    [RegularExpression(AzureConnection.OriginPattern, ErrorMessage = ServiceBusCheckType.AllowedUri)]
    public Uri? Uri { get; set; }

    /// <summary>Gets or sets the client ID of the managed identity.</summary>
    /// <value>The default is null: what <c>AZURE_CLIENT_ID</c> names in the environment, else the identity that the system assigns. A GUID. Only beside <see cref="Uri"/>.</value>
    [RegularExpression(AzureConnection.ClientIdPattern, ErrorMessage = AzureConnection.AllowedClientId)]
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the connection string of the namespace or the entity, with the key of a policy, or a shared access signature.</summary>
    /// <value>The default is null: <see cref="Uri"/>. One of both is required. <c>UseDevelopmentEmulator=true</c> in it means AMQP without TLS, on port 5672 unless another one is given.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the name of the queue.</summary>
    /// <value>The default is null: <see cref="Topic"/> and <see cref="Subscription"/>. One of both is required.</value>
    [RegularExpression(ServiceBusCheckType.EntityPattern, ErrorMessage = ServiceBusCheckType.AllowedEntity)]
    public string? Queue { get; set; }

    /// <summary>Gets or sets the name of the topic that <see cref="Subscription"/> belongs to.</summary>
    /// <value>The default is null: <see cref="Queue"/>.</value>
    [RegularExpression(ServiceBusCheckType.EntityPattern, ErrorMessage = ServiceBusCheckType.AllowedEntity)]
    public string? Topic { get; set; }

    /// <summary>Gets or sets the name of the subscription.</summary>
    /// <value>The default is null: <see cref="Queue"/>. Required with <see cref="Topic"/>.</value>
    [RegularExpression(ServiceBusCheckType.SubscriptionPattern, ErrorMessage = ServiceBusCheckType.AllowedSubscription)]
    public string? Subscription { get; set; }

    /// <summary>Gets or sets how many messages may be active; more are a WARNING.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000, and less than <see cref="ErrorAbove"/>. It needs the right Manage.</value>
    [Range(0, 1_000_000_000)]
    public long? WarnAbove { get; set; }

    /// <summary>Gets or sets how many messages may be active; more are an ERROR.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000. It needs the right Manage.</value>
    [Range(0, 1_000_000_000)]
    public long? ErrorAbove { get; set; }

    /// <summary>Gets or sets for how long the first message may wait; longer is a WARNING.</summary>
    /// <value>The default is null: off. 1 second to 366 days, and less than <see cref="OldestErrorAbove"/>.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? OldestWarnAbove { get; set; }

    /// <summary>Gets or sets for how long the first message may wait; longer is an ERROR.</summary>
    /// <value>The default is null: off. 1 second to 366 days.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? OldestErrorAbove { get; set; }

    /// <summary>Gets or sets how many messages may be dead letters; more are an ERROR.</summary>
    /// <value>The default is null: off. 0 to 1,000. They are counted one by one, with the right Listen.</value>
    [Range(0, ServiceBusCheckType.MostDeadLetters)]
    public long? DeadLettersErrorAbove { get; set; }
}
