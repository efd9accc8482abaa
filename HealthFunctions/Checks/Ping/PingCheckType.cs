using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Ping;

/// <summary>Defines <c>Type=Ping</c>.</summary>
internal sealed class PingCheckType : HealthCheckType<PingCheckOptions>
{
    public override string Name => "Ping";

    protected override void Read(SettingsSection settings, PingCheckOptions options) => options.Host = HostName.Read(settings);

    protected override void Validate(PingCheckOptions options, Action<string, string> reject) => HostName.Validate(options.Host, reject);

    protected override IHealthCheck Create(PingCheckOptions options, IServiceProvider services) => new PingHealthCheck(options);
}
