using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Tcp;

/// <summary>Holds what a TCP check connects to, what it sends, and what it expects.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.ConnectionLost"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__cache__Type=Tcp
/// HealthChecks__cache__Host=cache.example.org
/// HealthChecks__cache__Port=6379
/// HealthChecks__cache__Send=PING\r\n
/// HealthChecks__cache__Expect=^\+PONG
/// HealthChecks__cache__Tags__0=ready
/// </code>
/// </example>
public sealed class TcpCheckOptions
{
    /// <summary>Gets or sets the host.</summary>
    /// <value>Required: a host name or an IP address. All addresses of a name are tried, a quarter of a second apart.</value>
    [Required]
    [RegularExpression(HostName.Pattern, ErrorMessage = HostName.Allowed)]
    public string? Host { get; set; }

    /// <summary>Gets or sets the port.</summary>
    /// <value>Required: 1 to 65,535.</value>
    [Required]
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>Gets or sets the bytes that are sent once the connection is made.</summary>
    /// <value>
    /// The default is none; up to 65,536. In settings it is a text, sent as UTF-8, in which <c>\r</c>, <c>\n</c>, <c>\t</c>,
    /// <c>\\</c> and <c>\x00</c> to <c>\xFF</c> stand for one byte.
    /// </value>
    [StringLength(TcpCheckType.MostBytes)]
    public ReadOnlyMemory<byte> Send { get; set; }

    /// <summary>Gets or sets the pattern that must match somewhere in the answer; if it does not, that is ERROR.</summary>
    /// <value>
    /// The default is null: nothing is read. A .NET regular expression, without the culture; a match that takes longer than a
    /// second is ERROR. The answer is read, as UTF-8, until the pattern matches, the server closes the connection or
    /// <see cref="MaxAnswerBytes"/> are read.
    /// </value>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Expect { get; set; }

    /// <summary>Gets or sets how many bytes of the answer are read; if the pattern does not match in them, that is ERROR.</summary>
    /// <value>The default is 4,096; 1 to 65,536.</value>
    [Range(1, TcpCheckType.MostBytes)]
    public int MaxAnswerBytes { get; set; } = 4096;
}
