using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Smtp;

/// <summary>Holds which SMTP server a check connects to, and as whom it signs in.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>certificateDaysLeft</term><description>whole days until the certificate ends (<c>d</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.CertificateExpiring"/></term></item>
/// <item><term><see cref="HealthReason.ConnectionLost"/></term></item>
/// <item><term><see cref="HealthReason.Tls"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__mail__Type=Smtp
/// HealthChecks__mail__Host=smtp.example.org
/// HealthChecks__mail__UserName=shop
/// HealthChecks__mail__Password=…
/// HealthChecks__mail__CertificateExpiryWarning=14d
/// </code>
/// </example>
public sealed class SmtpCheckOptions
{
    /// <summary>Gets or sets the host, whose certificate it must be.</summary>
    /// <value>Required: a host name or an IP address. All addresses of a name are tried, a quarter of a second apart.</value>
    [Required]
    [RegularExpression(HostName.Pattern, ErrorMessage = HostName.Allowed)]
    public string? Host { get; set; }

    /// <summary>Gets or sets the port.</summary>
    /// <value>The default is null: 465 where <see cref="Security"/> is <c>Tls</c>, else 587; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>Gets or sets how the connection is secured.</summary>
    /// <value>
    /// The default is <see cref="SmtpSecurity.Auto"/>: TLS from the start on port 465, elsewhere STARTTLS where the server offers it; a password is not sent without.
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
    [DurationRange("1s", "366d")]
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
