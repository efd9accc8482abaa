namespace HealthFunctions.Checks.Ping;

/// <summary>Holds which host a ping check asks.</summary>
public sealed class PingCheckOptions
{
    /// <summary>Gets or sets the host.</summary>
    /// <value>Required: a host name or an IP address; of several addresses the system's first is asked.</value>
    public string? Host { get; set; }
}
