using System.ComponentModel.DataAnnotations;

namespace HealthFunctions.Checks.Smtp;

/// <summary>Holds which SMTP server a check connects to, and as whom it signs in.</summary>
public sealed class SmtpCheckOptions
{
    /// <summary>Gets or sets the host, whose certificate it must be.</summary>
    /// <value>Required: a host name or an IP address. All addresses of a name are tried, a quarter of a second apart.</value>
    [Required]
    public string? Host { get; set; }

    /// <summary>Gets or sets the port.</summary>
    /// <value>The default is null: 465 where <see cref="Security"/> is <c>Tls</c>, else 587; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>Gets or sets how the connection is secured.</summary>
    /// <value>
    /// The default is <c>Auto</c>: TLS from the start on port 465, elsewhere STARTTLS where the server offers it; a password is not sent without.
    /// <c>StartTls</c> and <c>Tls</c> insist on it; <c>None</c> does without, and sends a password as clear text.
    /// </value>
    public SmtpSecurity Security { get; set; }

    /// <summary>Gets or sets the name of the user to sign in as.</summary>
    /// <value>The default is null: the check does not sign in.</value>
    public string? UserName { get; set; }

    /// <summary>Gets or sets the password of the user.</summary>
    /// <value>The default is null: none. Required with <see cref="UserName"/>.</value>
    public string? Password { get; set; }

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days.</value>
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
