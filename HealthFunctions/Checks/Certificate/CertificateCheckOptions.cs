using System.ComponentModel.DataAnnotations;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Certificate;

/// <summary>Holds which file a certificate check reads, and when its certificate is a WARNING.</summary>
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
