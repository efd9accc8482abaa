using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Dns;

/// <summary>Holds which records a DNS check asks for, whom it asks, and what it expects.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>answers</term><description>the records of the answer, as a text</description></item>
/// <item><term>latency</term><description>the time until the answer (<c>ms</c>)</description></item>
/// <item><term>timeToLive</term><description>the least of the answers' (<c>s</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.NameNotResolved"/></term><description>the name does not exist</description></item>
/// <item><term><see cref="HealthReason.NotFound"/></term><description>it has no such record</description></item>
/// <item><term><see cref="HealthReason.Forbidden"/></term><description>the name server refuses to answer</description></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term><description>it fails</description></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term><description>an expected value is missing</description></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__mail__Type=Dns
/// HealthChecks__mail__Host=example.org
/// HealthChecks__mail__RecordType=MX
/// HealthChecks__mail__Expect__0=mail.example.org
/// </code>
/// </example>
public sealed class DnsCheckOptions
{
    /// <summary>Gets or sets the name to ask for.</summary>
    /// <value>Required: a whole name, such as <c>db.example.org</c>. No search domain is appended, and no hosts file is read.</value>
    [Required]
    public string? Host { get; set; }

    /// <summary>Gets or sets which records are asked for: A, AAAA, CNAME, TXT or MX. A name without such a record is ERROR.</summary>
    /// <value>The default is <see cref="DnsRecordType.A"/>.</value>
    public DnsRecordType RecordType { get; set; }

    /// <summary>Gets or sets the name server to ask.</summary>
    /// <value>
    /// The default is null: those of the system, the next one where one does not answer. An IP address or a host name, with a port
    /// where it is not 53: <c>10.0.0.53</c>, <c>[fd00::53]:5353</c>, <c>ns1.example.org</c>.
    /// </value>
    public string? Server { get; set; }

    /// <summary>Gets the values that must be among the answers; each that is not makes the check ERROR.</summary>
    /// <value>
    /// The default is none: any answer will do. For A and AAAA an address or a network, such as <c>10.0.0.4</c> or
    /// <c>10.0.0.0/8</c>; for CNAME a name; for MX a name, or its preference and the name, <c>10 mail.example.org</c>; for TXT a
    /// whole text. Names are compared without case.
    /// </value>
    public IList<string> Expect { get; } = [];
}
