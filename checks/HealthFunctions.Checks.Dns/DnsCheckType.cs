using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Checks.Dns;

/// <summary>Defines <c>Type=Dns</c>.</summary>
internal sealed class DnsCheckType : HealthCheckType<DnsCheckOptions>
{
    private const string AllowedHost = "a whole name, such as db.example.org";
    private static readonly string AllowedRecordTypes = string.Join(", ", Enum.GetNames<DnsRecordType>());

    public override string Name => "Dns";

    protected override void Read(SettingsSection settings, DnsCheckOptions options)
    {
        options.Host = settings.GetString(nameof(options.Host));
        options.RecordType = settings.GetValue(nameof(options.RecordType), options.RecordType, AllowedRecordTypes, TryParseRecordType);
        options.Server = settings.GetString(nameof(options.Server));
        foreach (string expected in settings.GetList(nameof(options.Expect)))
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
        else if (DnsName.Parse(options.Host) is null)
        {
            reject(nameof(options.Host), $"'{options.Host}'; allowed: {AllowedHost}");
        }

        if (options.Server is { } server && !NameServerAddress.TryParse(server, out _))
        {
            reject(nameof(options.Server), $"'{server}'; allowed: {NameServerAddress.Allowed}");
        }

        if (!Enum.IsDefined(options.RecordType))
        {
            reject(nameof(options.RecordType), $"'{options.RecordType}'; allowed: {AllowedRecordTypes}");
            return;
        }

        for (int i = 0; i < options.Expect.Count; i++)
        {
            if (ExpectedRecord.Parse(options.RecordType, options.Expect[i]) is null)
            {
                reject($"{nameof(options.Expect)}:{i}", $"'{options.Expect[i]}'; allowed: {ExpectedRecord.Allowed(options.RecordType)}");
            }
        }
    }

    protected override IHealthCheck Create(DnsCheckOptions options, IServiceProvider services) => new DnsHealthCheck(
        options, services.GetService<IOptions<HealthFunctionsOptions>>()?.Value.TimeProvider ?? TimeProvider.System);

    // Enum.TryParse takes numbers too.
    private static bool TryParseRecordType(string text, out DnsRecordType type)
    {
        type = Array.Find(Enum.GetValues<DnsRecordType>(), known => known.ToString().Equals(text, StringComparison.OrdinalIgnoreCase));
        return type.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);
    }
}
