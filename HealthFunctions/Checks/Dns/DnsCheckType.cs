using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Dns;

/// <summary>Defines <c>Type=Dns</c>.</summary>
internal sealed class DnsCheckType : HealthCheckType<DnsCheckOptions>
{
    private const string AllowedHost = "a host name, such as db.example.org";
    private const string AllowedRecordTypes = "A or AAAA";

    public override string Name => "Dns";

    protected override void Read(SettingsSection settings, DnsCheckOptions options)
    {
        options.Host = settings.GetString(nameof(options.Host));
        options.RecordType = settings.GetValue<DnsRecordType?>(nameof(options.RecordType), null, AllowedRecordTypes, TryParseRecordType);
        foreach (string expected in settings.GetList(
            nameof(options.Expect), ExpectedAddress.Allowed, (string text, out string value) => ExpectedAddress.TryParse(value = text, out _)))
        {
            options.Expect.Add(expected);
        }
    }

    protected override void Validate(DnsCheckOptions options, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(options.Host))
        {
            reject(nameof(options.Host), $"missing; allowed: {AllowedHost}");
        }
        else if (Uri.CheckHostName(options.Host) != UriHostNameType.Dns)
        {
            reject(nameof(options.Host), $"'{options.Host}'; allowed: {AllowedHost}");
        }

        if (options.RecordType is { } type && !Enum.IsDefined(type))
        {
            reject(nameof(options.RecordType), $"'{type}'; allowed: {AllowedRecordTypes}");
        }

        for (int i = 0; i < options.Expect.Count; i++)
        {
            ValidateExpected($"{nameof(options.Expect)}:{i}", options.Expect[i], options.RecordType, reject);
        }
    }

    protected override IHealthCheck Create(DnsCheckOptions options, IServiceProvider services) => new DnsHealthCheck(options);

    private static void ValidateExpected(string key, string text, DnsRecordType? type, Action<string, string> reject)
    {
        if (!ExpectedAddress.TryParse(text, out ExpectedAddress? expected))
        {
            reject(key, $"'{text}'; allowed: {ExpectedAddress.Allowed}");
        }
        else if (type is not null && expected.Family != DnsHealthCheck.FamilyOf(type))
        {
            reject(key, $"'{text}', which no record of the RecordType holds; allowed: {(type == DnsRecordType.A ? "IPv4" : "IPv6")}");
        }
    }

    private static bool TryParseRecordType(string text, out DnsRecordType? type)
    {
        type = text.ToUpperInvariant() switch
        {
            "A" => DnsRecordType.A,
            "AAAA" => DnsRecordType.Aaaa,
            _ => null,
        };
        return type is not null;
    }
}
