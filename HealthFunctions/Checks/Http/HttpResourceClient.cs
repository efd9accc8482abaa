using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace HealthFunctions.Checks.Http;

/// <summary>Sends the request of an HTTP check, and those to which redirects lead.</summary>
internal sealed class HttpResourceClient : IDisposable
{
    private const int MaxRedirects = 10;

    /// <summary>Limits the life of a kept connection, so that a new address of the host is found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly HttpCheckOptions _options;
    private readonly HappyEyeballs _connector;
    private readonly HttpMessageInvoker _invoker;

    /// <param name="options">What to ask for.</param>
    /// <param name="connector">Opens connections.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The invoker disposes of its handler.")]
    public HttpResourceClient(HttpCheckOptions options, HappyEyeballs connector, X509ChainPolicy? trust)
    {
        _options = options;
        _connector = connector;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // Without a life no pool is kept either, nor the timer that cleans it.
            PooledConnectionLifetime = options.ReuseConnections ? ConnectionLifetime : TimeSpan.Zero,
            UseCookies = false,
            UseProxy = options.UseProxy,
            // A resumed session would show the certificate of the first one.
            SslOptions = new SslClientAuthenticationOptions { AllowTlsResume = false, CertificateChainPolicy = trust },
            ConnectCallback = ConnectAsync,
            PlaintextStreamFilter = NoteConnectionAsync,
        });
    }

    /// <summary>Gets when the certificate of the resource ends, by the last connection to it; null before that, and without one.</summary>
    public DateTimeOffset? CertificateEndsAt { get; private set; }

    /// <summary>Asks for the resource.</summary>
    /// <returns>The last response, with its body still to be read. The caller disposes of it.</returns>
    public async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
    {
        Uri url = _options.Url!;
        HttpMethod method = _options.Method;
        bool isOwnOrigin = true;
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendWithRetryAsync(url, method, isOwnOrigin, cancellationToken).ConfigureAwait(false);
            if (redirects == 0 && HttpHop.Of(response.RequestMessage!) is { IsConnected: true } hop)
            {
                // A redirect can lead to another host, whose certificate is not ours to watch.
                CertificateEndsAt = hop.CertificateEndsAt;
            }

            if (!_options.FollowRedirects || redirects == MaxRedirects || HttpRedirect.TargetOf(response, url) is not { } target)
            {
                return response;
            }

            method = HttpRedirect.MethodAfter(response, method);
            response.Dispose();
            isOwnOrigin = isOwnOrigin && HttpRedirect.IsSameOrigin(url, target);
            url = target;
        }
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<HttpResponseMessage> SendWithRetryAsync(Uri url, HttpMethod method, bool isOwnOrigin, CancellationToken cancellationToken)
    {
        HttpHop hop = new(cancellationToken);
        try
        {
            return await SendOnceAsync().ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (!hop.IsConnected && IsConnectionLost(error))
        {
            // The client itself sends again where the server had closed a kept connection, but not where it resets it.
            hop = new HttpHop(cancellationToken);
            return await SendOnceAsync().ConfigureAwait(false);
        }

        async Task<HttpResponseMessage> SendOnceAsync()
        {
            HttpRequestMessage request = CreateRequest(url, method, isOwnOrigin);
            hop.Attach(request);
            try
            {
                return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException error) when (error.InnerException is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                // The client's own words are those of the callback that has ended its attempts.
                throw new HttpRequestException(HttpRequestError.ResponseEnded, HttpHop.ResponseEnded);
            }
        }
    }

    private HttpRequestMessage CreateRequest(Uri url, HttpMethod method, bool isOwnOrigin)
    {
        HttpRequestMessage request = new(method, url);
        request.Headers.ConnectionClose = !_options.ReuseConnections;
        request.Headers.Add("User-Agent", "HealthFunctions");
        if (!isOwnOrigin)
        {
            // Whoever a redirect leads to gets no secret of ours.
            return request;
        }

        foreach ((string name, string value) in _options.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }

        return request;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream owns the socket, and the client the stream.")]
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        CancellationToken ofRun = HttpHop.Of(context.InitialRequestMessage)?.Cancelled ?? CancellationToken.None;
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ofRun);
        Socket socket = await _connector.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static ValueTask<Stream> NoteConnectionAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        HttpHop.Of(context.InitialRequestMessage)?.OnConnected(context.PlaintextStream);
        return ValueTask.FromResult(context.PlaintextStream);
    }

    /// <summary>Tells that the connection broke, in contrast to one that was never made, or that brought a bad response.</summary>
    private static bool IsConnectionLost(HttpRequestException error) =>
        error.HttpRequestError == HttpRequestError.Unknown && error.InnerException is IOException;
}
