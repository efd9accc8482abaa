using System.Globalization;
using DnsClient.Protocol;

namespace HealthFunctions.Checks.Dns;

/// <summary>Finds the records of a type in an answer, and writes them for people.</summary>
internal static class DnsRecords
{
    /// <summary>The most letters of the answers in a message.</summary>
    private const int MostLetters = 500;

    public static ResourceRecordType TypeOf(DnsRecordType type) => type switch
    {
        DnsRecordType.AAAA => ResourceRecordType.AAAA,
        DnsRecordType.CNAME => ResourceRecordType.CNAME,
        DnsRecordType.TXT => ResourceRecordType.TXT,
        DnsRecordType.MX => ResourceRecordType.MX,
        _ => ResourceRecordType.A,
    };

    /// <summary>Writes the values of records, without control characters.</summary>
    public static string Describe(IReadOnlyList<DnsResourceRecord> records)
    {
        string text = records is [DnsResourceRecord one] ? Describe(one) : string.Join(", ", records.Select(Describe));
        return text.Length > MostLetters ? $"{text.AsSpan(0, MostLetters)}…" : text;
    }

    private static string Describe(DnsResourceRecord record) => record switch
    {
        AddressRecord address => address.Address.ToString(),
        CNameRecord alias => alias.CanonicalName.Original,
        MxRecord mail => string.Create(CultureInfo.InvariantCulture, $"{mail.Preference} {mail.Exchange.Original}"),
        // The client writes what is not printable as \DDD there, and in names.
        TxtRecord texts => string.Concat(texts.EscapedText),
        _ => record.RecordType.ToString(),
    };
}
