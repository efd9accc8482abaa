using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace HealthFunctions.Checks.Http.Identity;

/// <summary>Gets tokens of the app's managed identity, and keeps one until it nears its end.</summary>
internal sealed class ManagedIdentity : IDisposable
{
    private const int LongestAnswer = 65_536;

    private static readonly TimeSpan RefreshBeforeEnd = TimeSpan.FromMinutes(5);

    private readonly string _audience;
    private readonly string? _clientId;
    private readonly IdentityEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private AccessToken? _token;

    /// <param name="audience">For whom the tokens are.</param>
    /// <param name="clientId">The identity; null for that of the system.</param>
    /// <param name="endpoint">Who gives the tokens.</param>
    /// <param name="connector">Opens connections.</param>
    /// <param name="time">The clock that the ends of tokens are held to.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The invoker disposes of its handler.")]
    public ManagedIdentity(string audience, string? clientId, IdentityEndpoint endpoint, HttpConnector connector, TimeProvider time)
    {
        (_audience, _clientId, _endpoint, _time) = (audience, clientId, endpoint, time);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            // The endpoint is on this machine, and its header a secret.
            UseProxy = false,
            ConnectCallback = connector.ConnectAsync,
        });
    }

    /// <summary>Gets a token that has not ended.</summary>
    /// <exception cref="ManagedIdentityException">None can be had.</exception>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (_token is { } kept && now < kept.EndsAt - RefreshBeforeEnd)
        {
            return kept.Value;
        }

        try
        {
            _token = await RequestAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (ManagedIdentityException) when (now < _token?.EndsAt)
        {
            // The one that nears its end is good until then.
        }

        return _token.Value;
    }

    /// <summary>Forgets a token that was not accepted: it may have been revoked.</summary>
    public void Forget() => _token = null;

    public void Dispose() => _invoker.Dispose();

    private async Task<AccessToken> RequestAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = _endpoint.CreateRequest(_audience, _clientId);
            new HttpHop(cancellationToken).Attach(request);
            using HttpResponseMessage response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new ManagedIdentityException(string.Create(CultureInfo.InvariantCulture, $"its endpoint answered {(int)response.StatusCode}"));
            }

            string answer = await BodyText.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return AccessToken.Read(answer, now) ?? throw new ManagedIdentityException("the answer of its endpoint holds none");
        }
        catch (HttpRequestException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ManagedIdentityException("its endpoint cannot be asked", LogText.Clean(error));
        }
        catch (UriFormatException)
        {
            throw new ManagedIdentityException("IDENTITY_ENDPOINT is no URL");
        }
    }
}
