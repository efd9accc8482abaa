using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Health;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Holds what the option <c>CertificateExpiryWarning</c> means, for all checks that have it.</summary>
internal static class CertificateExpiry
{
    /// <summary>The data of a result that tells how many whole days are left.</summary>
    public const string DaysLeft = "certificateDaysLeft";

    private const string Key = "CertificateExpiryWarning";

    public static TimeSpan? Read(SettingsSection settings) => ExpiryWarning.Read(settings, Key);

    /// <returns>Whether it is allowed.</returns>
    public static bool Validate(TimeSpan? warning, Action<string, string> reject) => ExpiryWarning.Validate(Key, warning, reject);

    public static DateTimeOffset EndOf(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>Judges a certificate that is valid: WARNING near its end, else OK.</summary>
    /// <param name="end">When it ends.</param>
    /// <param name="warning">The time before that from which it is a WARNING; null for never.</param>
    /// <param name="now">The time.</param>
    /// <param name="data">More data of the result; null for none.</param>
    public static HealthCheckResult Judge(DateTimeOffset end, TimeSpan? warning, DateTimeOffset now, Dictionary<string, object>? data = null)
    {
        TimeSpan left = end - now;
        data ??= [];
        data[DaysLeft] = new ObservedValue(Math.Floor(left.TotalDays), "d");
        return left < warning
            ? HealthCheckResult.Degraded(
                HealthReason.CertificateExpiring, string.Create(CultureInfo.InvariantCulture, $"The certificate ends at {end:u}."), data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
