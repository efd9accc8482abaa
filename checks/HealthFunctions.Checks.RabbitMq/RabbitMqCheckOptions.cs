using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Holds which RabbitMQ server a check connects to, and how much may wait in which queue.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term><c>length</c></term><description>how many messages wait in <c>Queue</c> (<c>{message}</c>)</description></item>
/// <item><term><c>deadLetters</c></term><description>how many messages wait in <c>DeadLetterQueue</c> (<c>{message}</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Threshold"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__orders__Type=RabbitMq
/// HealthChecks__orders__ConnectionString=amqps://health:…@broker.example.org/shop
/// HealthChecks__orders__Queue=orders
/// HealthChecks__orders__WarnAbove=1000
/// HealthChecks__orders__ErrorAbove=10000
/// HealthChecks__orders__DeadLetterQueue=orders-dead
/// HealthChecks__orders__DeadLettersErrorAbove=0
/// </code>
/// </example>
public sealed class RabbitMqCheckOptions
{
    /// <summary>Gets or sets the URI of the server: user, password, host, port and virtual host.</summary>
    /// <value>
    /// Required: <c>amqp://user:password@host:port/vhost</c>, or <c>amqps://</c> for TLS. What a URI reserves is percent-encoded:
    /// <c>%2F</c> is the virtual host <c>/</c>, which is also the one of a URI without. A query is ignored.
    /// </value>
    [Required]
    public string? ConnectionString { get; set; }

    /// <summary>Gets or sets the queue whose messages are counted.</summary>
    /// <value>The default is null: none, and connecting is enough. Up to 255 bytes.</value>
    public string? Queue { get; set; }

    /// <summary>Gets or sets how many messages may wait in the queue; more are a WARNING.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000, and less than <see cref="ErrorAbove"/>.</value>
    [Range(0, 1_000_000_000)]
    public long? WarnAbove { get; set; }

    /// <summary>Gets or sets how many messages may wait in the queue; more are an ERROR.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000.</value>
    [Range(0, 1_000_000_000)]
    public long? ErrorAbove { get; set; }

    /// <summary>Gets or sets the queue that dead letters are routed to: AMQP does not tell which that is.</summary>
    /// <value>The default is null: none. Up to 255 bytes.</value>
    public string? DeadLetterQueue { get; set; }

    /// <summary>Gets or sets how many messages may wait in <see cref="DeadLetterQueue"/>; more are an ERROR.</summary>
    /// <value>The default is null: off. 0 to 1,000,000,000.</value>
    [Range(0, 1_000_000_000)]
    public long? DeadLettersErrorAbove { get; set; }
}
