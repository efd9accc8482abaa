using Grpc.Core;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Validates the options of a gRPC check.</summary>
internal static class GrpcCheckOptionsValidator
{
    public const string AllowedUrl = "an absolute http or https URL without a path, such as https://orders.example.org";

    /// <summary>Matches URLs that are allowed, for editors.</summary>
    public const string UrlPattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@]+/?$";

    /// <summary>The headers that gRPC or HTTP/2 sets.</summary>
    private static readonly string[] ForbiddenHeaders = ["connection", "content-type", "host", "te", "transfer-encoding", "upgrade"];

    /// <summary>Reports everything that is wrong, by property. A URL and the value of a header may be secrets: they are not shown.</summary>
    public static void Validate(GrpcCheckOptions options, Action<string, string> reject)
    {
        ValidateUrl(options.Url, reject);
        foreach ((string name, string? value) in options.Headers)
        {
            if (!IsHeader(name, value))
            {
                reject(
                    $"{nameof(options.Headers)}:{name}",
                    "not metadata that can be set; allowed: such as authorization, with one line of ASCII, and none that is binary or belongs to gRPC or the connection");
            }
        }

        if (CertificateExpiry.Validate(options.CertificateExpiryWarning, reject)
            && options is { CertificateExpiryWarning: not null, Url: { IsAbsoluteUri: true, Scheme: "http" } })
        {
            reject(nameof(options.CertificateExpiryWarning), "given for an http URL, which has no certificate; allowed: with an https URL");
        }
    }

    private static void ValidateUrl(Uri? url, Action<string, string> reject)
    {
        const string key = nameof(GrpcCheckOptions.Url);
        if (url is null)
        {
            reject(key, $"missing; allowed: {AllowedUrl}");
        }
        else if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            reject(key, $"not a URL that can be asked for; allowed: {AllowedUrl}");
        }
        else if (url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            reject(key, $"a URL with more than a host and a port, which no call carries; allowed: {AllowedUrl}");
        }
    }

    private static bool IsHeader(string name, string? value)
    {
        if (value is null
            || name.All(char.IsAsciiDigit)
            || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase)
            || ForbiddenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
            || value.Any(character => character is not (>= ' ' and <= '~')))
        {
            return false;
        }

        try
        {
            _ = new Metadata.Entry(name, value);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
