using System.Globalization;
using System.Net;

namespace HealthFunctions.Endpoint;

/// <summary>Reads <c>?warning=</c>, by which one caller asks for another status code of WARNING.</summary>
internal static class WarningQuery
{
    private const string Name = "warning";

    /// <summary>Gets the codes that may be asked for.</summary>
    public static readonly IReadOnlyList<int> Allowed = [200, 429, 500, 503];

    /// <param name="query">The query as it was sent.</param>
    /// <param name="statusCode">The code asked for; null where none is.</param>
    /// <param name="given">What was asked for, where it is not allowed.</param>
    /// <returns>Whether the query asks for nothing, or once for a code that is allowed.</returns>
    public static bool TryRead(string? query, out int? statusCode, out string given)
    {
        (statusCode, given) = (null, string.Empty);
        if (string.IsNullOrEmpty(query))
        {
            return true;
        }

        string[] values = [.. Values(query)];
        if (values.Length == 0)
        {
            return true;
        }

        // The Functions host hands several values on to a custom handler in this form: they are refused in the same words everywhere.
        string text = given = string.Join(',', values);
        statusCode = Allowed.Where(code => text == code.ToString(CultureInfo.InvariantCulture)).Select(code => (int?)code).SingleOrDefault();
        return statusCode is not null;
    }

    /// <summary>Gets every value of the parameter, whose name is compared without case; a value that is missing is empty.</summary>
    private static IEnumerable<string> Values(string query)
    {
        foreach (string parameter in query.TrimStart('?').Split('&'))
        {
            string[] parts = parameter.Split('=', 2);
            if (Name.Equals(WebUtility.UrlDecode(parts[0]), StringComparison.OrdinalIgnoreCase))
            {
                yield return parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : string.Empty;
            }
        }
    }
}
