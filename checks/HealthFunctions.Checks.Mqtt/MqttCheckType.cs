using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Mqtt;

/// <summary>Defines <c>Type=Mqtt</c>.</summary>
internal sealed class MqttCheckType : HealthCheckType<MqttCheckOptions>
{
    public override string Name => "Mqtt";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, MqttCheckOptions options)
    {
        options.Host = HostName.Read(settings);
        options.Port = HostAndPort.ReadPort(settings);
        options.Tls = settings.GetBoolean(nameof(options.Tls), options.Tls);
        options.UserName = settings.GetString(nameof(options.UserName));
        options.Password = settings.GetString(nameof(options.Password));
        options.ClientId = settings.GetString(nameof(options.ClientId));
        options.CertificateExpiryWarning = CertificateExpiry.Read(settings);
    }

    protected override void Validate(MqttCheckOptions options, Action<string, string> reject)
    {
        HostAndPort.Validate(options.Host, PortOf(options), reject);
        UserNameAndPassword.Validate(options.UserName, options.Password, isPasswordRequired: false, reject);
        if (CertificateExpiry.Validate(options.CertificateExpiryWarning, reject) && options is { CertificateExpiryWarning: not null, Tls: false })
        {
            reject(nameof(options.CertificateExpiryWarning), "given without TLS, so that there is no certificate; allowed: with TLS");
        }
    }

    protected override IHealthCheck Create(MqttCheckOptions options, IServiceProvider services) => new MqttHealthCheck(options, services.GetClock(), Trust);

    /// <summary>Gets the port that options mean.</summary>
    internal static int PortOf(MqttCheckOptions options) => options.Port ?? (options.Tls ? 8883 : 1883);
}
