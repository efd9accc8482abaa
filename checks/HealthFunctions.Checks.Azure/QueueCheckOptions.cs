using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure;

/// <summary>Holds which queue of a storage account a check asks for, how much may wait there, and how it proves who it is.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>length</term><description>how many messages the queue has, with those that are being processed; it may have fewer, not more (<c>{message}</c>)</description></item>
/// <item><term>oldest</term><description>for how long the first visible message has been in the queue, where <c>OldestWarnAbove</c> or <c>OldestErrorAbove</c> is set (<c>s</c>)</description></item>
/// <item><term>deadLetters</term><description>how many messages the poison queue has, where <c>DeadLettersErrorAbove</c> is set (<c>{message}</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Threshold"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__orders__Type=Queue
/// HealthChecks__orders__Uri=https://shop.queue.core.windows.net
/// HealthChecks__orders__Queue=orders
/// HealthChecks__orders__OldestWarnAbove=5m
/// HealthChecks__orders__OldestErrorAbove=1h
/// HealthChecks__orders__DeadLettersErrorAbove=0
/// </code>
/// </example>
public sealed class QueueCheckOptions : IConnectionOptions, IBacklogOptions
{
    /// <summary>Gets or sets the URI of the account's queues, which a managed identity of the app asks.</summary>
    /// <value>The default is null: <see cref="ConnectionString"/>. One of both is required. An https URI, such as <c>https://shop.queue.core.windows.net</c>.</value>
    [RegularExpression(AzureConnection.UriPattern, ErrorMessage = QueueCheckType.AllowedQueueUri)]
    public Uri? Uri { get; set; }

    /// <summary>Gets or sets the client ID of the managed identity.</summary>
    /// <value>The default is null: what <c>AZURE_CLIENT_ID</c> names in the environment, else the identity that the system assigns. A GUID. Only beside <see cref="Uri"/>.</value>
    [RegularExpression(AzureConnection.ClientIdPattern, ErrorMessage = AzureConnection.AllowedClientId)]
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the connection string of the storage account, with its key or a shared access signature.</summary>
    /// <value>The default is null: <see cref="Uri"/>. One of both is required. <c>UseDevelopmentStorage=true</c> is the emulator on this machine.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the name of the queue.</summary>
    /// <value>Required, such as <c>orders</c>. It must exist.</value>
    [Required]
    [RegularExpression(QueueCheckType.QueuePattern, ErrorMessage = QueueCheckType.AllowedQueue)]
    public string? Queue { get; set; }

    /// <summary>Gets or sets how many messages the queue may have; more are a WARNING.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000, and less than <see cref="ErrorAbove"/>.</value>
    [Range(0, 1_000_000_000)]
    public long? WarnAbove { get; set; }

    /// <summary>Gets or sets how many messages the queue may have; more are an ERROR.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000.</value>
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

    /// <summary>Gets or sets how many messages may be in the poison queue, <c>&lt;queue&gt;-poison</c>, to which Azure Functions move what they cannot handle; more are an ERROR.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000. A poison queue that does not exist is empty. The name of the queue then has at most 56 characters.</value>
    [Range(0, 1_000_000_000)]
    public long? DeadLettersErrorAbove { get; set; }
}
