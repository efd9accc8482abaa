namespace HealthFunctions.Checks.Tls;

/// <summary>Holds what a TLS check connects to, and when its certificate is a WARNING.</summary>
public sealed class TlsCheckOptions
{
    /// <summary>Gets or sets the host, whose certificate it must be.</summary>
    /// <value>Required: a host name or an IP address. All addresses of a name are tried, a quarter of a second apart.</value>
    public string? Host { get; set; }

    /// <summary>Gets or sets the port.</summary>
    /// <value>The default is 443; 1 to 65,535.</value>
    public int Port { get; set; } = 443;

    /// <summary>Gets or sets the time before its end from which the certificate is a WARNING.</summary>
    /// <value>The default is null: off; 1 second to 366 days.</value>
    public TimeSpan? CertificateExpiryWarning { get; set; }
}
