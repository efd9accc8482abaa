using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Http.Identity;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Asks one service by its REST API, on a connection that is kept for the next request. It asks once: nothing is retried.</summary>
internal sealed class AzureService : IDisposable
{
    /// <summary>Limits an answer, in bytes. The longest that is asked for is a message of a queue: 64 KiB, each byte of which may be escaped as six.</summary>
    private const int LongestAnswer = 524_288;

    /// <summary>Limits the life of a kept connection, so that a new address of the host is found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly AzureCredential _credential;
    private readonly HttpMessageInvoker _invoker;

    /// <param name="credential">What requests show, which is disposed of with the service.</param>
    /// <param name="time">The clock that connection attempts wait by.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The invoker disposes of its handler.")]
    public AzureService(AzureCredential credential, TimeProvider time, X509ChainPolicy? trust)
    {
        _credential = credential;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            ConnectCallback = new HttpConnector(new HappyEyeballs(time)).ConnectAsync,
            PlaintextStreamFilter = NoteConnectionAsync,
        });
    }

    /// <summary>Runs a check of the service.</summary>
    /// <param name="probe">The run. What it throws tells why the service cannot be asked.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "It belongs to the service.")]
    public async Task<HealthCheckResult> RunAsync(Func<CancellationToken, Task<HealthCheckResult>> probe, CancellationToken cancellationToken)
    {
        try
        {
            return await probe(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (cancellationToken.IsCancellationRequested)
        {
            // The end of a run ends its connection attempt too, which may be the first to tell.
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (HttpRequestException error) when (LogText.IsNeeded(error))
        {
            throw LogText.Clean(error);
        }
        catch (ManagedIdentityException error)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Authentication, error.Message, error.InnerException);
        }
    }

    /// <summary>Sends a request.</summary>
    /// <param name="create">Makes the request without its proof; twice where a kept connection was lost.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    /// <returns>The answer, whole. The caller disposes of it.</returns>
    /// <exception cref="ManagedIdentityException">There is no token to ask with.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await SendWithRetryAsync(create, cancellationToken).ConfigureAwait(false);
        try
        {
            // The Content-Length of an answer to HEAD is that of a body that does not come.
            if (response.RequestMessage!.Method != HttpMethod.Head)
            {
                await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken).ConfigureAwait(false);
            }

            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                _credential.Reject();
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _credential.Dispose();
    }

    private async Task<HttpResponseMessage> SendWithRetryAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        HttpHop hop = new(cancellationToken);
        try
        {
            return await SendOnceAsync(create(), hop, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (!hop.IsConnected && IsConnectionLost(error))
        {
            // The client itself sends again where the server had closed a kept connection, but not where it resets it.
            return await SendOnceAsync(create(), new HttpHop(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells that the connection broke, in contrast to one that was never made, or that brought a bad answer.</summary>
    private static bool IsConnectionLost(HttpRequestException error) =>
        error.HttpRequestError == HttpRequestError.Unknown && error.InnerException is IOException;

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, HttpHop hop, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.ParseAdd("HealthFunctions");
        await _credential.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
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

    private static ValueTask<Stream> NoteConnectionAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        HttpHop.Of(context.InitialRequestMessage)?.OnConnected();
        return ValueTask.FromResult(context.PlaintextStream);
    }
}
