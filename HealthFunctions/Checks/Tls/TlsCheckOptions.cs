using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Tls;

/// <summary>Holds what a TLS check connects to, and when its certificate is a WARNING.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>certificateDaysLeft</term><description>whole days until the certificate ends (<c>d</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.CertificateExpiring"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__shop_tls__Type=Tls
/// HealthChecks__shop_tls__Host=shop.example.org
/// HealthChecks__shop_tls__CertificateExpiryWarning=14d
/// </code>
/// </example>
public sealed class TlsCheckOptions
{
    /// <summary>Gets or sets the host, whose certificate it must be.</summary>
    /// <value>Required: a host name or an IP address. All addresses of a name are tried, a quarter of a second apart.</value>
    [Required]
    [RegularExpression(HostName.Pattern, ErrorMessage = HostName.Allowed)]
    public string? Host { get; set; }

    /// <summary>Gets or sets the port.</summary>
    /// <value>The default is 443; 1 to 65,535. TLS from the first byte, no STARTTLS.</value>
    [Range(1, 65_535)]
    public int Port { get; set; } = 443;

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
