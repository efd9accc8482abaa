using System.ComponentModel.DataAnnotations;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Holds which gRPC server a check asks for its health, and for which service.</summary>
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
/// <item><term><see cref="HealthReason.Forbidden"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// <item><term><see cref="HealthReason.Timeout"/></term></item>
/// <item><term><see cref="HealthReason.Unavailable"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedAnswer"/></term></item>
/// <item><term><see cref="HealthReason.UnexpectedStatus"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__orders__Type=Grpc
/// HealthChecks__orders__Url=https://orders.example.org
/// HealthChecks__orders__Service=shop.v1.Orders
/// </code>
/// </example>
public sealed class GrpcCheckOptions
{
    /// <summary>Gets or sets the URL of the server.</summary>
    /// <value>
    /// Required: a scheme, a host and maybe a port, without a path, such as <c>https://orders.example.org</c>. An <c>http</c> URL is
    /// asked without TLS, by HTTP/2 with prior knowledge.
    /// </value>
    [Required]
    [RegularExpression(GrpcCheckOptionsValidator.UrlPattern, ErrorMessage = GrpcCheckOptionsValidator.AllowedUrl)]
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the service, by the name that the server gives its health.</summary>
    /// <value>The default is null: the whole server. A name such as <c>shop.v1.Orders</c>.</value>
    public string? Service { get; set; }

    /// <summary>Gets the metadata of the call, such as <c>authorization</c>.</summary>
    /// <value>The default is none. Values are ASCII in one line; binary metadata (<c>…-bin</c>), <c>grpc-…</c> and what belongs to a connection is not allowed.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days. For https only.</value>
    [DurationRange("1s", "366d")]
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
