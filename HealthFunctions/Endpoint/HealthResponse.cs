using System.Globalization;

namespace HealthFunctions.Endpoint;

/// <summary>Holds a response for a host to copy as it is.</summary>
public sealed class HealthResponse
{
    private readonly KeyValuePair<string, string>[] _headers;

    private HealthResponse(int statusCode, ReadOnlyMemory<byte> body, KeyValuePair<string, string>[] headers) =>
        (StatusCode, Body, _headers) = (statusCode, body, headers);

    /// <summary>Gets the HTTP status code.</summary>
    public int StatusCode { get; }

    /// <summary>Gets all headers, <c>Content-Length</c> among them; each name once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>Gets the body; empty for HEAD, whose <c>Content-Length</c> is that of GET.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets <see cref="Headers"/>, for a loop that allocates nothing.</summary>
    internal ReadOnlySpan<KeyValuePair<string, string>> HeaderSpan => _headers;

    internal static HealthResponse Json(int statusCode, ReadOnlyMemory<byte> body, params ReadOnlySpan<KeyValuePair<string, string>> more) =>
        new(
            statusCode,
            body,
            [
                new("Content-Type", "application/json"),
                new("Cache-Control", "no-store"),
                new("X-Content-Type-Options", "nosniff"),
                new("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)),
                .. more,
            ]);

    internal HealthResponse WithHeader(string name, string value) => new(StatusCode, Body, [.. _headers, new(name, value)]);

    internal HealthResponse WithoutBody() => new(StatusCode, default, _headers);
}
