using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tls;

/// <summary>Defines <c>Type=Tls</c>.</summary>
internal class TlsCheckType : HealthCheckType<TlsCheckOptions>
{
    public override string Name => "Tls";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, TlsCheckOptions options)
    {
        options.Host = HostName.Read(settings);
        options.Port = HostAndPort.ReadPort(settings) ?? options.Port;
        options.CertificateExpiryWarning = CertificateExpiry.Read(settings);
    }

    protected override void Validate(TlsCheckOptions options, Action<string, string> reject)
    {
        HostAndPort.Validate(options.Host, options.Port, reject);
        CertificateExpiry.Validate(options.CertificateExpiryWarning, reject);
    }

    protected override IHealthCheck Create(TlsCheckOptions options, IServiceProvider services) =>
        new TlsHealthCheck(options, services.GetClock(), trust: Trust);
}
