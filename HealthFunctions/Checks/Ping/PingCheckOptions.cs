using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Ping;

/// <summary>Holds which host a ping check asks.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>latency</term><description>the time until the answer (<c>ms</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Timeout"/></term></item>
/// <item><term><see cref="HealthReason.Unreachable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.Unsupported"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__gateway__Type=Ping
/// HealthChecks__gateway__Host=gateway.example.org
/// </code>
/// </example>
public sealed class PingCheckOptions
{
    /// <summary>Gets or sets the host.</summary>
    /// <value>Required: a host name or an IP address; of several addresses the system's first is asked.</value>
    [Required]
    [RegularExpression(HostName.Pattern, ErrorMessage = HostName.Allowed)]
    public string? Host { get; set; }
}
