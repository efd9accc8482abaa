namespace HealthFunctions.Checks.Dns;

/// <summary>Holds which name a DNS check resolves, and what it expects.</summary>
public sealed class DnsCheckOptions
{
    /// <summary>Gets or sets the name to resolve.</summary>
    /// <value>
    /// Required: a host name, such as <c>db.example.org</c>. With a dot at its end the system appends none of its search domains.
    /// </value>
    public string? Host { get; set; }

    /// <summary>Gets or sets which addresses are asked for.</summary>
    /// <value>The default is null: those that the system asks for, IPv4 and IPv6.</value>
    public DnsRecordType? RecordType { get; set; }

    /// <summary>Gets what must be among the addresses; whatever is missing is ERROR. There may be others, too.</summary>
    /// <value>
    /// The default is none: any address will do. Addresses, such as <c>10.0.0.4</c>, or networks, such as <c>10.0.0.0/8</c>, in which
    /// at least one of the addresses must be.
    /// </value>
    public IList<string> Expect { get; } = [];
}
