using System.Text.RegularExpressions;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Http;

/// <summary>Holds what <see cref="HttpResourceCheck"/> asks for and what it expects.</summary>
/// <param name="Url">The resource. Required; http or https.</param>
/// <param name="Method">The default is GET.</param>
/// <param name="ExpectedStatus">The default is 200-299.</param>
/// <param name="ExpectedBody">What must be found in the body. The default is null: anything.</param>
/// <param name="Headers">Headers of the request. The default is none but <c>User-Agent</c>.</param>
/// <param name="MaxBodyBytes">A longer body is an ERROR. The default is 65,536; 0 to 16,777,216.</param>
/// <param name="FollowRedirects">The default is false: a redirect is judged by its own status.</param>
/// <param name="CertificateExpiryWarning">
/// A certificate that ends sooner is a WARNING. The default is null: off; up to 366 days.
/// </param>
internal sealed record HttpResourceOptions(
    Uri Url,
    HttpMethod Method,
    StatusRanges ExpectedStatus,
    Regex? ExpectedBody,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    int MaxBodyBytes,
    bool FollowRedirects,
    TimeSpan? CertificateExpiryWarning)
{
    private static readonly Uri NoUrl = new("http://invalid.invalid/");

    /// <summary>Limits the time of a match: a body can be built to keep a pattern busy.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public static HttpResourceOptions Read(SettingsSection section)
    {
        const string url = "an absolute http or https URL, such as https://example.org/health";
        section.GetRequiredString("Url", url);
        return new HttpResourceOptions(
            section.GetValue("Url", NoUrl, url, TryParseUrl),
            section.GetValue("Method", HttpMethod.Get, "an HTTP method other than CONNECT, such as GET or HEAD", TryParseMethod),
            section.GetValue<StatusRanges>("ExpectedStatus", StatusRanges.Success, "status codes from 100 to 599, such as 200-299 or 200,404", StatusRanges.TryParse),
            section.GetValue<Regex?>("ExpectedBody", null, "a .NET regular expression", TryParsePattern),
            ReadHeaders(section),
            section.GetInt32("MaxBodyBytes", 65_536, 0, 16_777_216),
            section.GetBoolean("FollowRedirects", false),
            section.GetTimeSpan("CertificateExpiryWarning", TimeSpan.FromSeconds(1), TimeSpan.FromDays(366)));
    }

    /// <summary>One probe of the resource.</summary>
    public HttpRequestMessage CreateRequest()
    {
        HttpRequestMessage request = new(Method, Url);
        request.Headers.Add("User-Agent", "HealthFunctions");
        foreach ((string name, string value) in Headers)
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }

        return request;
    }

    private static List<KeyValuePair<string, string>> ReadHeaders(SettingsSection section)
    {
        IReadOnlyList<KeyValuePair<string, string>> headers = section.GetMap("Headers");
        using HttpRequestMessage request = new();
        List<KeyValuePair<string, string>> good = [];
        foreach (KeyValuePair<string, string> header in headers)
        {
            try
            {
                request.Headers.Add(header.Key, header.Value);
                good.Add(header);
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
            {
                // The value may be a secret: it is not shown.
                section.Reject($"Headers:{header.Key}", "not a header that a request without a body can carry; allowed: such as Authorization or Accept, with a value of one line");
            }
        }

        return good;
    }

    private static bool TryParseUrl(string text, out Uri url)
    {
        bool parsed = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
        url = parsed ? uri! : NoUrl;
        return parsed;
    }

    private static bool TryParseMethod(string text, out HttpMethod method)
    {
        method = HttpMethod.Get;
        try
        {
            method = HttpMethod.Parse(text);
        }
        catch (FormatException)
        {
            return false;
        }

        return method != HttpMethod.Connect;
    }

    private static bool TryParsePattern(string text, out Regex? pattern)
    {
        pattern = null;
        try
        {
            pattern = new Regex(text, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return true;
    }
}
