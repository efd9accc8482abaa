using System.Globalization;
using System.Net.Sockets;
using DnsClient.Protocol;

namespace HealthFunctions.Checks.Dns;

/// <summary>Expects one value among the records of a type.</summary>
/// <param name="text">What was given.</param>
/// <param name="matches">Tells whether a record has it.</param>
internal sealed class ExpectedRecord(string text, Func<DnsResourceRecord, bool> matches)
{
    /// <returns>What is allowed as an expected value, in words.</returns>
    public static string Allowed(DnsRecordType type) => type switch
    {
        DnsRecordType.A => "an IPv4 address or network, such as 10.0.0.4 or 10.0.0.0/8",
        DnsRecordType.AAAA => "an IPv6 address or network, such as fd00::4 or fd00::/8",
        DnsRecordType.MX => "a host name, with or without its preference, such as mail.example.org or 10 mail.example.org",
        DnsRecordType.TXT => "a text",
        _ => "a host name, such as shop.example.org",
    };

    /// <returns>Null for a text that no record of the type has.</returns>
    public static ExpectedRecord? Parse(DnsRecordType type, string text) => type switch
    {
        DnsRecordType.A => ParseAddress(text, AddressFamily.InterNetwork),
        DnsRecordType.AAAA => ParseAddress(text, AddressFamily.InterNetworkV6),
        DnsRecordType.CNAME => DnsName.Parse(text) is { } name ? new(text, record => record is CNameRecord alias && alias.CanonicalName.Is(name)) : null,
        DnsRecordType.MX => ParseMailServer(text),
        _ => string.IsNullOrEmpty(text) ? null : new(text, record => record is TxtRecord texts && string.Concat(texts.Text) == text),
    };

    public bool IsAmong(IEnumerable<DnsResourceRecord> records) => records.Any(matches);

    public override string ToString() => text;

    private static ExpectedRecord? ParseAddress(string text, AddressFamily family) =>
        ExpectedAddress.TryParse(text, out ExpectedAddress? expected) && expected.Family == family
            ? new(text, record => record is AddressRecord address && expected.Contains(address.Address))
            : null;

    private static ExpectedRecord? ParseMailServer(string text)
    {
        string[] parts = text.Split(' ');
        ushort preference = 0;
        return parts.Length <= 2 && DnsName.Parse(parts[^1]) is { } name
            && (parts.Length == 1 || ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out preference))
            ? new(text, record => record is MxRecord mail && mail.Exchange.Is(name) && (parts.Length == 1 || mail.Preference == preference))
            : null;
    }
}
