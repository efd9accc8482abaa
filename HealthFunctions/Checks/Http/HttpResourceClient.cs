using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Http.Identity;

namespace HealthFunctions.Checks.Http;

/// <summary>Sends the request of an HTTP check, and those to which redirects lead.</summary>
internal sealed class HttpResourceClient : IDisposable
{
    private const int MaxRedirects = 10;

    /// <summary>Limits the life of a kept connection, so that a new address of the host is found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly HttpCheckOptions _options;
    private readonly HttpConnector _connector;
    private readonly X509ChainPolicy? _trust;
    private readonly ResourceToken? _token;
    private readonly ClientCertificate? _certificate;
    private HttpMessageInvoker? _own;
    private HttpMessageInvoker? _others;
    private long _certificateEndsAt;

    /// <param name="options">What to ask for.</param>
    /// <param name="connector">Opens connections.</param>
    /// <param name="time">The clock that tokens are held to.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    /// <param name="identity">Who gives the tokens of the managed identity; null for what the environment says.</param>
    public HttpResourceClient(HttpCheckOptions options, HttpConnector connector, TimeProvider time, X509ChainPolicy? trust, IdentityEndpoint? identity)
    {
        (_options, _connector, _trust) = (options, connector, trust);
        if (options.ClientCertificate is { } path)
        {
            _certificate = new ClientCertificate(path, options.ClientCertificateKeyPath, options.ClientCertificatePassword);
        }

        if (options.TokenAudience is { } audience)
        {
            _token = new ResourceToken(
                audience, options.ClientId, identity ?? IdentityEndpoint.Find(Environment.GetEnvironmentVariable), connector, time);
        }
    }

    /// <summary>Gets when the certificate of the resource ends, by the last connection to it; null before that, and without one.</summary>
    public DateTimeOffset? CertificateEndsAt =>
        Volatile.Read(ref _certificateEndsAt) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Asks for the resource.</summary>
    /// <returns>The last response, with its body still to be read. The caller disposes of it.</returns>
    /// <exception cref="ClientCertificateException">There is no certificate to connect with.</exception>
    /// <exception cref="ManagedIdentityException">There is no token to ask with.</exception>
    public async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
    {
        if (_certificate is not null && await _certificate.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // A connection is kept with the certificate that it was made with.
            _own?.Dispose();
            _own = null;
        }

        string? authorization = _token is null ? null : await _token.GetAuthorizationAsync(cancellationToken).ConfigureAwait(false);
        Uri url = _options.Url!;
        HttpMethod method = _options.Method;
        bool isOwnOrigin = true;
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendWithRetryAsync(url, method, isOwnOrigin, authorization, cancellationToken).ConfigureAwait(false);
            if (isOwnOrigin && response.StatusCode == HttpStatusCode.Unauthorized)
            {
                _token?.Forget();
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

    public void Dispose()
    {
        _own?.Dispose();
        _others?.Dispose();
        _certificate?.Dispose();
        _token?.Dispose();
    }

    private async Task<HttpResponseMessage> SendWithRetryAsync(
        Uri url, HttpMethod method, bool isOwnOrigin, string? authorization, CancellationToken cancellationToken)
    {
        // They share no connections: another origin sees no certificate of ours, and its own certificate is not ours to watch.
        HttpMessageInvoker invoker = isOwnOrigin
            ? _own ??= CreateInvoker(_certificate?.Context, NoteOwnConnectionAsync)
            : _others ??= CreateInvoker(certificate: null, NoteConnectionAsync);
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
            HttpRequestMessage request = CreateRequest(url, method, isOwnOrigin, authorization);
            hop.Attach(request);
            try
            {
                return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException error) when (error.InnerException is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded })
            {
                // The client's own words are those of the callback that has ended its attempts.
                throw new HttpRequestException(HttpRequestError.ResponseEnded, HttpHop.ResponseEnded);
            }
        }
    }

    private HttpRequestMessage CreateRequest(Uri url, HttpMethod method, bool isOwnOrigin, string? authorization)
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

        if (authorization is not null)
        {
            _token!.Apply(request, authorization);
        }

        if (_options.Body is { } body && RequestBody.IsAllowed(method))
        {
            request.Content = RequestBody.Create(body, _options.ContentType);
        }

        return request;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The invoker disposes of its handler.")]
    private HttpMessageInvoker CreateInvoker(
        SslStreamCertificateContext? certificate, Func<SocketsHttpPlaintextStreamFilterContext, CancellationToken, ValueTask<Stream>> noteConnection) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // Without a life no pool is kept either, nor the timer that cleans it.
            PooledConnectionLifetime = _options.ReuseConnections ? ConnectionLifetime : TimeSpan.Zero,
            UseCookies = false,
            UseProxy = _options.UseProxy,
            SslOptions = new SslClientAuthenticationOptions
            {
                // A resumed session would show the certificate of the first one.
                AllowTlsResume = false,
                CertificateChainPolicy = _trust,
                ClientCertificateContext = certificate,
            },
            ConnectCallback = _connector.ConnectAsync,
            PlaintextStreamFilter = noteConnection,
        });

    /// <summary>
    /// Takes note of a connection to the resource, and of its certificate. It may outlive the run that asked for it, and serve the
    /// next one.
    /// </summary>
    private async ValueTask<Stream> NoteOwnConnectionAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        Stream connection = await NoteConnectionAsync(context, cancellationToken).ConfigureAwait(false);
        if (connection is SslStream { RemoteCertificate: X509Certificate2 certificate } && HttpHop.Of(context.InitialRequestMessage) is not null)
        {
            Volatile.Write(ref _certificateEndsAt, CertificateExpiry.EndOf(certificate).Ticks);
        }

        return connection;
    }

    private static ValueTask<Stream> NoteConnectionAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        HttpHop.Of(context.InitialRequestMessage)?.OnConnected();
        return ValueTask.FromResult(context.PlaintextStream);
    }

    /// <summary>Tells that the connection broke, in contrast to one that was never made, or that brought a bad response.</summary>
    private static bool IsConnectionLost(HttpRequestException error) =>
        error.HttpRequestError == HttpRequestError.Unknown && error.InnerException is IOException;
}
