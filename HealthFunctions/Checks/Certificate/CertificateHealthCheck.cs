using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Certificate;

/// <summary>Reads a certificate from a file, on each run anew: outside of its time it is ERROR, near its end WARNING.</summary>
/// <remarks>What cannot be read throws: ERROR too. Nobody is asked whether the certificate is to be trusted.</remarks>
/// <param name="options">Which file to read; valid.</param>
/// <param name="time">The clock that the certificate is held to.</param>
internal sealed class CertificateHealthCheck(CertificateCheckOptions options, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using X509Certificate2 certificate = await CertificateFile.ReadAsync(options.Path!, options.Password, cancellationToken).ConfigureAwait(false);
            return Judge(certificate);
        }
        catch (CryptographicException error)
        {
            return HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The file holds no certificate that could be read.", error);
        }
    }

    private HealthCheckResult Judge(X509Certificate2 certificate)
    {
        DateTimeOffset begin = new(certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);
        DateTimeOffset end = CertificateExpiry.EndOf(certificate);
        DateTimeOffset now = time.GetUtcNow();
        if (now < begin)
        {
            return HealthCheckResult.Unhealthy(
                HealthReason.CertificateExpired, string.Create(CultureInfo.InvariantCulture, $"The certificate begins at {begin:u}."));
        }

        return now > end
            ? HealthCheckResult.Unhealthy(HealthReason.CertificateExpired, string.Create(CultureInfo.InvariantCulture, $"The certificate ended at {end:u}."))
            : CertificateExpiry.Judge(end, options.CertificateExpiryWarning, now);
    }
}
