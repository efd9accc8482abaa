using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Defines <c>Type=Grpc</c>.</summary>
internal sealed class GrpcCheckType : HealthCheckType<GrpcCheckOptions>
{
    public override string Name => "Grpc";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, GrpcCheckOptions options)
    {
        options.Url = settings.GetValue<Uri?>(
            nameof(options.Url), null, GrpcCheckOptionsValidator.AllowedUrl, (string text, out Uri? url) => Uri.TryCreate(text, UriKind.Absolute, out url));
        options.Service = settings.GetString(nameof(options.Service));
        foreach ((string name, string value) in settings.GetMap(nameof(options.Headers)))
        {
            options.Headers[name] = value;
        }

        options.CertificateExpiryWarning = CertificateExpiry.Read(settings);
    }

    protected override void Validate(GrpcCheckOptions options, Action<string, string> reject) => GrpcCheckOptionsValidator.Validate(options, reject);

    protected override IHealthCheck Create(GrpcCheckOptions options, IServiceProvider services) => new GrpcHealthCheck(options, services.GetClock(), Trust);
}
