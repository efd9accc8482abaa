using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Nats;

/// <summary>Holds which NATS server a check connects to, and as whom.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Authentication"/></term></item>
/// <item><term><see cref="HealthReason.ConnectionLost"/></term></item>
/// <item><term><see cref="HealthReason.Tls"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__events__Type=Nats
/// HealthChecks__events__Url=tls://nats.example.org
/// HealthChecks__events__UserName=health
/// HealthChecks__events__Password=…
/// </code>
/// </example>
public sealed class NatsCheckOptions
{
    /// <summary>Gets or sets the URL of one server.</summary>
    /// <value>
    /// Required: <c>nats://</c> or <c>tls://</c>, a host and maybe a port, 4222 by default, without user info. <c>nats</c> changes to
    /// TLS where the server offers it; <c>tls</c> insists on it.
    /// </value>
    [Required]
    [RegularExpression(NatsCheckType.UrlPattern, ErrorMessage = NatsCheckType.AllowedUrl)]
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the name of the user to connect as.</summary>
    /// <value>The default is null: none.</value>
    public string? UserName { get; set; }

    /// <summary>Gets or sets the password of the user.</summary>
    /// <value>The default is null: none. Required with <see cref="UserName"/>.</value>
    public string? Password { get; set; }

    /// <summary>Gets or sets the token to connect with.</summary>
    /// <value>The default is null: none. Not with <see cref="UserName"/>.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets the path of the credentials file of a user, which holds a JWT and an NKey.</summary>
    /// <value>The default is null: none. Read on each run. Not with <see cref="UserName"/> or <see cref="Token"/>.</value>
    public string? CredentialsFile { get; set; }
}
