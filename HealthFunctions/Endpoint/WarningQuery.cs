using System.Globalization;
using System.Web;

namespace HealthFunctions.Endpoint;

/// <summary>Reads <c>?warning=</c>, by which one caller asks for another status code of WARNING.</summary>
internal static class WarningQuery
{
    /// <summary>Gets the codes that may be asked for.</summary>
    public static readonly IReadOnlyList<int> Allowed = [200, 429, 500, 503];

    /// <param name="query">The query as it was sent.</param>
    /// <param name="statusCode">The code asked for; null where none is.</param>
    /// <param name="given">What was asked for, where it is not allowed.</param>
    /// <returns>Whether the query asks for nothing, or for a code that is allowed.</returns>
    public static bool TryRead(string? query, out int? statusCode, out string given)
    {
        (statusCode, given) = (null, string.Empty);
        if (string.IsNullOrEmpty(query))
        {
            return true;
        }

        // Names are compared without case.
        foreach (string value in HttpUtility.ParseQueryString(query).GetValues("warning") ?? [])
        {
            given = value;
            if (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int code) || !Allowed.Contains(code))
            {
                return false;
            }

            statusCode = code;
        }

        return true;
    }
}
