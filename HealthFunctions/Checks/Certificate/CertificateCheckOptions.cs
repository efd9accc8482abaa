using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Certificate;

/// <summary>Holds which file a certificate check reads, and when its certificate is a WARNING.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>certificateDaysLeft</term><description>whole days until the certificate ends (<c>d</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.CertificateExpiring"/></term></item>
/// <item><term><see cref="HealthReason.CertificateExpired"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__signing__Type=Certificate
/// HealthChecks__signing__Path=/var/ssl/certs/signing.pfx
/// HealthChecks__signing__Password=…
/// HealthChecks__signing__CertificateExpiryWarning=30d
/// </code>
/// </example>
public sealed class CertificateCheckOptions
{
    /// <summary>Gets or sets the file, which is read on each run. Of several certificates in it, the first counts; of a PFX, that with the key.</summary>
    /// <value>Required: the path of a PEM, DER or PFX (PKCS #12) file, up to 1 MiB. A relative one starts at the working directory.</value>
    [Required]
    public string? Path { get; set; }

    /// <summary>Gets or sets the password of a PFX file.</summary>
    /// <value>The default is null: none.</value>
    public string? Password { get; set; }

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
