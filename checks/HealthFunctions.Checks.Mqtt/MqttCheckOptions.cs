using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Mqtt;

/// <summary>Holds which MQTT server a check connects to, and as whom.</summary>
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
/// HealthChecks__devices__Type=Mqtt
/// HealthChecks__devices__Host=mqtt.example.org
/// HealthChecks__devices__UserName=health
/// HealthChecks__devices__Password=…
/// </code>
/// </example>
public sealed class MqttCheckOptions
{
    /// <summary>Gets or sets the host, whose certificate it must be.</summary>
    /// <value>Required: a host name or an IP address. All addresses of a name are tried, a quarter of a second apart.</value>
    [Required]
    [RegularExpression(HostName.Pattern, ErrorMessage = HostName.Allowed)]
    public string? Host { get; set; }

    /// <summary>Gets or sets the port.</summary>
    /// <value>The default is null: 8883, and 1883 without TLS; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>Gets or sets whether the connection is secured by TLS.</summary>
    /// <value>The default is true. Without TLS a password is sent as clear text.</value>
    public bool Tls { get; set; } = true;

    /// <summary>Gets or sets the name of the user to connect as.</summary>
    /// <value>The default is null: none.</value>
    public string? UserName { get; set; }

    /// <summary>Gets or sets the password of the user.</summary>
    /// <value>The default is null: none. Not without <see cref="UserName"/>.</value>
    public string? Password { get; set; }

    /// <summary>Gets or sets the identifier of the client.</summary>
    /// <value>
    /// The default is null: one of its own, made at random. A server ends the connection of another client that has the same: never
    /// use one that an app or a device has, and none for two instances of the app.
    /// </value>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days. With <see cref="Tls"/> only.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
