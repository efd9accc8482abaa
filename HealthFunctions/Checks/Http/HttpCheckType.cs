using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Http;

/// <summary>Defines <c>Type=Http</c>.</summary>
internal class HttpCheckType : HealthCheckType<HttpCheckOptions>
{
    public override string Name => "Http";

    /// <summary>Gets whom to trust in the system's place; null for the system's own policy.</summary>
    public X509ChainPolicy? Trust { get; init; }

    protected override void Read(SettingsSection settings, HttpCheckOptions options)
    {
        options.Url = settings.GetValue<Uri?>(nameof(options.Url), null, HttpCheckOptionsValidator.AllowedUrl, TryParseUrl);
        options.Method = settings.GetValue(nameof(options.Method), options.Method, "an HTTP method other than CONNECT, such as GET or HEAD", TryParseMethod);
        options.ExpectedStatus = settings.GetString(nameof(options.ExpectedStatus)) ?? options.ExpectedStatus;
        options.ExpectedBody = settings.GetString(nameof(options.ExpectedBody));
        foreach (SettingsSection header in settings.GetSections(nameof(options.ExpectedHeaders)))
        {
            options.ExpectedHeaders.Add(ReadHeader(header));
        }

        foreach (SettingsSection value in settings.GetSections(nameof(options.ExpectedJson)))
        {
            options.ExpectedJson.Add(ReadJson(value));
        }

        options.Body = settings.GetString(nameof(options.Body));
        options.ContentType = settings.GetString(nameof(options.ContentType)) ?? options.ContentType;
        foreach ((string name, string value) in settings.GetMap(nameof(options.Headers)))
        {
            options.Headers[name] = value;
        }

        options.MaxBodyBytes = settings.GetInt32(nameof(options.MaxBodyBytes), options.MaxBodyBytes, 0, HttpCheckOptionsValidator.MostBodyBytes);
        options.FollowRedirects = settings.GetBoolean(nameof(options.FollowRedirects), options.FollowRedirects);
        options.ReuseConnections = settings.GetBoolean(nameof(options.ReuseConnections), options.ReuseConnections);
        options.UseProxy = settings.GetBoolean(nameof(options.UseProxy), options.UseProxy);
        options.ClientCertificate = settings.GetString(nameof(options.ClientCertificate));
        options.ClientCertificatePassword = settings.GetString(nameof(options.ClientCertificatePassword));
        options.ClientCertificateKeyPath = settings.GetString(nameof(options.ClientCertificateKeyPath));
        options.TokenAudience = settings.GetString(nameof(options.TokenAudience));
        options.ClientId = settings.GetString(nameof(options.ClientId));
        options.CertificateExpiryWarning = CertificateExpiry.Read(settings);
    }

    protected override void Validate(HttpCheckOptions options, Action<string, string> reject) => HttpCheckOptionsValidator.Validate(options, reject);

    protected override IHealthCheck Create(HttpCheckOptions options, IServiceProvider services) =>
        new HttpHealthCheck(options, services.GetClock(), trust: Trust);

    private static ExpectedHeader ReadHeader(SettingsSection settings) => new()
    {
        Name = settings.GetString(nameof(ExpectedHeader.Name)),
        Equals = settings.GetString(nameof(ExpectedHeader.Equals)),
        Matches = settings.GetString(nameof(ExpectedHeader.Matches)),
    };

    private static ExpectedJson ReadJson(SettingsSection settings) => new()
    {
        Pointer = settings.GetString(nameof(ExpectedJson.Pointer)),
        Equals = settings.GetString(nameof(ExpectedJson.Equals)),
        Matches = settings.GetString(nameof(ExpectedJson.Matches)),
        Above = ReadNumber(settings, nameof(ExpectedJson.Above)),
        Below = ReadNumber(settings, nameof(ExpectedJson.Below)),
    };

    private static double? ReadNumber(SettingsSection settings, string key) =>
        settings.GetValue<double?>(key, null, ExpectedAnswerValidator.AllowedNumber, (string text, out double? value) =>
        {
            bool parsed = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number);
            value = number;
            return parsed && double.IsFinite(number);
        });

    private static bool TryParseUrl(string text, out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && HttpCheckOptionsValidator.IsHttp(url);

    private static bool TryParseMethod(string text, out HttpMethod method)
    {
        try
        {
            method = HttpMethod.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            method = HttpMethod.Get;
            return false;
        }
    }
}
