using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Ping;

/// <summary>Defines <c>Type=Ping</c>.</summary>
internal sealed class PingCheckType : HealthCheckType<PingCheckOptions>
{
    private const string AllowedHost = "a host name or an IP address, such as db.example.org";

    public override string Name => "Ping";

    protected override void Read(SettingsSection settings, PingCheckOptions options) => options.Host = settings.GetString(nameof(options.Host));

    protected override void Validate(PingCheckOptions options, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(options.Host))
        {
            reject(nameof(options.Host), $"missing; allowed: {AllowedHost}");
        }
        else if (Uri.CheckHostName(options.Host) is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
        {
            reject(nameof(options.Host), $"'{options.Host}'; allowed: {AllowedHost}");
        }
    }

    protected override IHealthCheck Create(PingCheckOptions options, IServiceProvider services) => new PingHealthCheck(options);
}
