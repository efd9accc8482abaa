using System.Net.Http.Headers;
using System.Text;

namespace HealthFunctions.Checks.Http;

/// <summary>Makes the body of a request.</summary>
internal static class RequestBody
{
    /// <summary>Tells whether requests of a method have a body. RFC 9110 gives one no meaning for these, and servers refuse it.</summary>
    public static bool IsAllowed(HttpMethod method) =>
        method != HttpMethod.Get && method != HttpMethod.Head && method != HttpMethod.Delete && method != HttpMethod.Trace;

    public static bool IsMediaType(string text) => MediaTypeHeaderValue.TryParse(text, out _);

    public static HttpContent Create(string body, string mediaType) => new ByteArrayContent(Encoding.UTF8.GetBytes(body))
    {
        Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) },
    };
}
