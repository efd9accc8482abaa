namespace HealthFunctions.Checks.Dns;

/// <summary>Lists the records that a DNS check can ask for, by their names in DNS.</summary>
public enum DnsRecordType
{
    /// <summary>IPv4 addresses.</summary>
    A,

    /// <summary>IPv6 addresses.</summary>
    AAAA,

    /// <summary>The name that a name is an alias of.</summary>
    CNAME,

    /// <summary>Texts.</summary>
    TXT,

    /// <summary>Mail servers.</summary>
    MX,
}
