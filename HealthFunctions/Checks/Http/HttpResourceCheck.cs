using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Asks for an HTTP resource: anything but the expected status and body is ERROR, a certificate near its end WARNING.
/// </summary>
/// <remarks>What cannot be reached or does not answer throws, or runs into the engine's deadline: ERROR too.</remarks>
internal sealed class HttpResourceCheck : IHealthCheck, IDisposable
{
    /// <summary>Limits the life of a connection, so that a new address of the host is found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly HttpResourceOptions _options;
    private readonly TimeProvider _time;
    private readonly CertificateExpiryTracker _certificate;
    private readonly HttpClient _client;

    /// <summary>Makes the check, with its client.</summary>
    /// <param name="options">What to ask for and what to expect.</param>
    /// <param name="time">The clock that certificates are held to.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes of its handler.")]
    public HttpResourceCheck(HttpResourceOptions options, TimeProvider time, X509ChainPolicy? trust = null)
    {
        _options = options;
        _time = time;
        _certificate = new CertificateExpiryTracker(options.Url.IdnHost);
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = options.FollowRedirects,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = trust,
                RemoteCertificateValidationCallback = _certificate.Validate,
            },
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = _options.CreateRequest();
        using HttpResponseMessage response = await _client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);

        int status = (int)response.StatusCode;
        if (!_options.ExpectedStatus.Contains(status))
        {
            return HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"Expected status {_options.ExpectedStatus}, got {status}."));
        }

        // Read to its end even where nobody looks at it: an answer that never ends is no answer.
        await response.Content.LoadIntoBufferAsync(_options.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        if (_options.ExpectedBody is { } expected)
        {
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (!expected.IsMatch(body))
            {
                return HealthCheckResult.Unhealthy($"The body does not match '{expected}'.");
            }
        }

        return _certificate.EndsAt is { } end && end - _time.GetUtcNow() < _options.CertificateExpiryWarning
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"The certificate ends at {end:u}."))
            : HealthCheckResult.Healthy();
    }

    public void Dispose() => _client.Dispose();
}
