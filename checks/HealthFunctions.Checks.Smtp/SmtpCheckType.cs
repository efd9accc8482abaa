using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Smtp;

/// <summary>Defines <c>Type=Smtp</c>.</summary>
internal sealed class SmtpCheckType : HealthCheckType<SmtpCheckOptions>
{
    private const string AllowedSecurity = "Auto, None, StartTls or Tls";

    public override string Name => "Smtp";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, SmtpCheckOptions options)
    {
        options.Host = HostName.Read(settings);
        options.Port = HostAndPort.ReadPort(settings);
        options.Security = settings.GetValue(
            nameof(options.Security), options.Security, AllowedSecurity, (string text, out SmtpSecurity value) => TryParse(text, out value));
        options.UserName = settings.GetString(nameof(options.UserName));
        options.Password = settings.GetString(nameof(options.Password));
        options.CertificateExpiryWarning = CertificateExpiry.Read(settings);
    }

    protected override void Validate(SmtpCheckOptions options, Action<string, string> reject)
    {
        HostAndPort.Validate(options.Host, PortOf(options), reject);
        if (!Enum.IsDefined(options.Security))
        {
            reject(nameof(options.Security), $"'{options.Security}'; allowed: {AllowedSecurity}");
        }

        UserNameAndPassword.Validate(options.UserName, options.Password, isPasswordRequired: true, reject);
        if (CertificateExpiry.Validate(options.CertificateExpiryWarning, reject)
            && options is { CertificateExpiryWarning: not null, Security: SmtpSecurity.None })
        {
            reject(nameof(options.CertificateExpiryWarning), "given for Security None, which has no certificate; allowed: with another Security");
        }
    }

    protected override IHealthCheck Create(SmtpCheckOptions options, IServiceProvider services) => new SmtpHealthCheck(options, services.GetClock(), Trust);

    /// <summary>Gets the port that options mean.</summary>
    internal static int PortOf(SmtpCheckOptions options) => options.Port ?? (options.Security == SmtpSecurity.Tls ? 465 : 587);

    // Enum.TryParse takes numbers too.
    private static bool TryParse(string text, out SmtpSecurity value) => Enum.TryParse(text, ignoreCase: true, out value) && char.IsAsciiLetter(text[0]);
}
