using System.ComponentModel.DataAnnotations;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Holds which gRPC server a check asks for its health, and for which service.</summary>
public sealed class GrpcCheckOptions
{
    /// <summary>Gets or sets the URL of the server.</summary>
    /// <value>
    /// Required: a scheme, a host and maybe a port, without a path, such as <c>https://orders.example.org</c>. An <c>http</c> URL is
    /// asked without TLS, by HTTP/2 with prior knowledge.
    /// </value>
    [Required]
    public Uri? Url { get; set; }

    /// <summary>Gets or sets the service, by the name that the server gives its health.</summary>
    /// <value>The default is empty: the whole server. Else such as <c>shop.v1.Orders</c>.</value>
    public string Service
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = string.Empty;

    /// <summary>Gets the metadata of the call, such as <c>authorization</c>.</summary>
    /// <value>The default is none. Values are ASCII in one line; binary metadata (<c>…-bin</c>), <c>grpc-…</c> and what belongs to a connection is not allowed.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days. For https only.</value>
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
