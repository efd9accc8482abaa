using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Nats;

/// <summary>Defines <c>Type=Nats</c>.</summary>
internal sealed class NatsCheckType : HealthCheckType<NatsCheckOptions>
{
    public const string AllowedUrl = "one nats or tls URL without a path, such as tls://nats.example.org";

    /// <summary>Matches URLs that are allowed, for editors.</summary>
    public const string UrlPattern = @"^([Nn][Aa][Tt][Ss]|[Tt][Ll][Ss])://[^/?#@,\s]+/?$";

    public override string Name => "Nats";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, NatsCheckOptions options)
    {
        options.Url = settings.GetValue<Uri?>(
            nameof(options.Url), null, AllowedUrl, (string text, out Uri? url) => Uri.TryCreate(text, UriKind.Absolute, out url));
        options.UserName = settings.GetString(nameof(options.UserName));
        options.Password = settings.GetString(nameof(options.Password));
        options.Token = settings.GetString(nameof(options.Token));
        options.CredentialsFile = settings.GetString(nameof(options.CredentialsFile));
    }

    protected override void Validate(NatsCheckOptions options, Action<string, string> reject)
    {
        ValidateUrl(options.Url, reject);
        UserNameAndPassword.Validate(options.UserName, options.Password, isPasswordRequired: true, reject);
        if (!string.IsNullOrEmpty(options.Token) && !string.IsNullOrEmpty(options.UserName))
        {
            reject(nameof(options.Token), "given beside UserName; allowed: one of them");
        }

        if (!string.IsNullOrEmpty(options.CredentialsFile) && !(string.IsNullOrEmpty(options.Token) && string.IsNullOrEmpty(options.UserName)))
        {
            reject(nameof(options.CredentialsFile), "given beside UserName or Token; allowed: one of them");
        }
    }

    protected override IHealthCheck Create(NatsCheckOptions options, IServiceProvider services) => new NatsHealthCheck(options, services.GetClock(), Trust);

    private static void ValidateUrl(Uri? url, Action<string, string> reject)
    {
        const string key = nameof(NatsCheckOptions.Url);
        if (url is null)
        {
            reject(key, $"missing; allowed: {AllowedUrl}");
        }
        else if (!url.IsAbsoluteUri || url.Scheme is not ("nats" or "tls") || Uri.CheckHostName(url.IdnHost) == UriHostNameType.Unknown)
        {
            // It may have a password in it: it is not shown.
            reject(key, $"not a URL that can be connected to; allowed: {AllowedUrl}");
        }
        else if (url.PathAndQuery is not ("" or "/") || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            reject(key, $"a URL with more than a host and a port; allowed: {AllowedUrl}, with credentials in UserName and Password, Token or CredentialsFile");
        }
    }
}
