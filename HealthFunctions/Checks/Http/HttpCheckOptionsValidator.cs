using System.Globalization;

namespace HealthFunctions.Checks.Http;

/// <summary>Validates the options of an HTTP check.</summary>
internal static class HttpCheckOptionsValidator
{
    public const string AllowedUrl = "an absolute http or https URL, such as https://example.org/health";

    /// <summary>For editors: without user info. What is left to tell, <see cref="Validate"/> does.</summary>
    public const string UrlPattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@\\s]+([/?#].*)?$";

    public const int MostBodyBytes = 16_777_216;

    /// <summary>The headers that describe a body or its connection, which other options do.</summary>
    private static readonly string[] ForbiddenHeaders =
        ["Connection", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    /// <summary>Reports everything that is wrong, by property. A URL, a pattern and the value of a header may be secrets: they are not shown.</summary>
    public static void Validate(HttpCheckOptions options, Action<string, string> reject)
    {
        ValidateUrl(options.Url, reject);
        if (options.Method == HttpMethod.Connect)
        {
            reject(nameof(options.Method), $"'{options.Method}'; allowed: an HTTP method other than CONNECT, such as GET or HEAD");
        }

        if (!StatusRanges.TryParse(options.ExpectedStatus, out _))
        {
            reject(nameof(options.ExpectedStatus), $"'{options.ExpectedStatus}'; allowed: {StatusRanges.Allowed}");
        }

        ValidateBody(options, reject);
        ExpectedAnswerValidator.Validate(options, reject);
        ValidateRequestBody(options, reject);
        foreach ((string name, string? value) in options.Headers)
        {
            if (name.Length > 0 && name.All(char.IsAsciiDigit))
            {
                // The items of a JSON list have numbers for names.
                reject($"{nameof(options.Headers)}:{name}", "a number; allowed: the name of a header, such as Authorization or Accept, and no list");
            }
            else if (!IsHeader(name, value))
            {
                reject($"{nameof(options.Headers)}:{name}", "not a header that can be set; allowed: such as Authorization or Accept, with one line of ASCII, and none that describes a body or a connection");
            }
        }

        HttpCredentialsValidator.Validate(options, reject);
        ValidateExpiryWarning(options, reject);
    }

    public static bool IsHttp(Uri url) => url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Host.Length > 0;

    private static void ValidateUrl(Uri? url, Action<string, string> reject)
    {
        const string key = nameof(HttpCheckOptions.Url);
        if (url is null)
        {
            reject(key, $"missing; allowed: {AllowedUrl}");
        }
        else if (!IsHttp(url))
        {
            reject(key, $"not a URL that can be asked for; allowed: {AllowedUrl}");
        }
        else if (url.UserInfo.Length > 0)
        {
            reject(key, $"a URL with user info, which no request carries; allowed: {AllowedUrl}, with credentials in the header Authorization");
        }
    }

    private static void ValidateBody(HttpCheckOptions options, Action<string, string> reject)
    {
        if (options.ExpectedBody is { } pattern)
        {
            if (options.Method == HttpMethod.Head)
            {
                reject(nameof(options.ExpectedBody), "given for the method HEAD, whose responses have no body; allowed: with another Method");
            }
            else if (!ExpectedText.IsPattern(pattern))
            {
                reject(nameof(options.ExpectedBody), $"not a pattern; allowed: {ExpectedText.Allowed}");
            }
        }

        if (options.MaxBodyBytes is < 0 or > MostBodyBytes)
        {
            reject(
                nameof(options.MaxBodyBytes),
                string.Create(CultureInfo.InvariantCulture, $"'{options.MaxBodyBytes}'; allowed: a whole number from 0 to {MostBodyBytes}"));
        }
    }

    private static void ValidateRequestBody(HttpCheckOptions options, Action<string, string> reject)
    {
        if (options.Body is not null && !RequestBody.IsAllowed(options.Method))
        {
            reject(nameof(options.Body), $"given for the method {options.Method}, whose requests have no body; allowed: with another Method, such as POST");
        }

        if (!RequestBody.IsMediaType(options.ContentType))
        {
            reject(nameof(options.ContentType), $"'{options.ContentType}'; allowed: a media type, such as application/json or text/xml; charset=utf-8");
        }
        else if (options.Body is null && options.ContentType != HttpCheckOptions.DefaultContentType)
        {
            reject(nameof(options.ContentType), "given without Body; allowed: beside Body");
        }
    }

    private static void ValidateExpiryWarning(HttpCheckOptions options, Action<string, string> reject)
    {
        if (CertificateExpiry.Validate(options.CertificateExpiryWarning, reject)
            && options.CertificateExpiryWarning is not null
            && options.Url is { IsAbsoluteUri: true, Scheme: "http" })
        {
            reject(nameof(options.CertificateExpiryWarning), "given for an http URL, which has no certificate; allowed: with an https URL");
        }
    }

    private static bool IsHeader(string name, string? value)
    {
        if (value is null
            || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            || ForbiddenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
            || value.Any(character => character is not (>= ' ' and <= '~' or '\t')))
        {
            return false;
        }

        try
        {
            using HttpRequestMessage request = new();
            request.Headers.Add(name, value);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
