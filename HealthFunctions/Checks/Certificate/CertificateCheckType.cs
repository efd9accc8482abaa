using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Certificate;

/// <summary>Defines <c>Type=Certificate</c>.</summary>
internal sealed class CertificateCheckType : HealthCheckType<CertificateCheckOptions>
{
    private const string AllowedPath = "the path of a PEM, DER or PFX file, such as /etc/ssl/shop.pem";

    public override string Name => "Certificate";

    protected override void Read(SettingsSection settings, CertificateCheckOptions options)
    {
        options.Path = settings.GetString(nameof(options.Path));
        options.Password = settings.GetString(nameof(options.Password));
        options.CertificateExpiryWarning = CertificateExpiry.Read(settings);
    }

    protected override void Validate(CertificateCheckOptions options, Action<string, string> reject)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            reject(nameof(options.Path), $"missing; allowed: {AllowedPath}");
        }
        else if (options.Path.Contains('\0', StringComparison.Ordinal))
        {
            reject(nameof(options.Path), $"not a path; allowed: {AllowedPath}");
        }

        CertificateExpiry.Validate(options.CertificateExpiryWarning, reject);
    }

    protected override IHealthCheck Create(CertificateCheckOptions options, IServiceProvider services) =>
        new CertificateHealthCheck(options, services.GetClock());
}
