using System.Net;

namespace HealthFunctions.Checks.Http;

/// <summary>Decides where a redirect leads, by the rules of .NET's own client.</summary>
internal static class HttpRedirect
{
    /// <summary>Gets the target of a redirect; null for a response that is none, or that must not be followed.</summary>
    public static Uri? TargetOf(HttpResponseMessage response, Uri from)
    {
        if (response.StatusCode is not (HttpStatusCode.MultipleChoices or HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || response.Headers.Location is not { } location
            || !Uri.TryCreate(from, location, out Uri? target)
            || target.Scheme is not ("http" or "https"))
        {
            return null;
        }

        return from.Scheme == "https" && target.Scheme == "http" ? null : target;
    }

    /// <summary>Gets the method of the request to that target.</summary>
    public static HttpMethod MethodAfter(HttpResponseMessage response, HttpMethod method) => response.StatusCode switch
    {
        HttpStatusCode.MultipleChoices or HttpStatusCode.MovedPermanently or HttpStatusCode.Found when method == HttpMethod.Post => HttpMethod.Get,
        HttpStatusCode.SeeOther when method != HttpMethod.Head => HttpMethod.Get,
        _ => method,
    };

    public static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
