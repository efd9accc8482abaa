namespace HealthFunctions.Checks.Http;

/// <summary>Goes with one request of a check, and notes whether a connection was made for it.</summary>
/// <param name="cancelled">The token of the run. The client's pool knows it not, and would go on connecting after the run.</param>
internal sealed class HttpHop(CancellationToken cancelled)
{
    /// <summary>Says what has happened where a connection ended before the head of the response.</summary>
    public const string ResponseEnded = "The server closed the connection without an answer.";

    private static readonly HttpRequestOptionsKey<HttpHop> Key = new(nameof(HttpHop));

    public CancellationToken Cancelled { get; } = cancelled;

    /// <summary>Gets whether a connection was made for the request. If not, it was sent on a kept one.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Finds what goes with a request; null for one that the client has made itself, to open a tunnel through a proxy.</summary>
    public static HttpHop? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out HttpHop? hop) ? hop : null;

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>Takes note of a connection that was made for the request.</summary>
    /// <exception cref="HttpIOException">It is the second one.</exception>
    public void OnConnected()
    {
        // The client sends a request up to three times more where a server closes connections without an answer.
        if (IsConnected)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, ResponseEnded);
        }

        IsConnected = true;
    }
}
