namespace HealthFunctions.Checks.Dns;

/// <summary>Lists the records that a DNS check can ask for.</summary>
public enum DnsRecordType
{
    /// <summary>IPv4 addresses.</summary>
    A = 0,

    /// <summary>IPv6 addresses.</summary>
    Aaaa = 1,
}
