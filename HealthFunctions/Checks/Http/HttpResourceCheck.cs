using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Asks for an HTTP resource: anything but the expected status and body is ERROR, a certificate near its end WARNING.
/// </summary>
/// <remarks>What cannot be reached or does not answer throws, or runs into the engine's deadline: ERROR too.</remarks>
internal sealed class HttpResourceCheck(HttpClient client, HttpResourceOptions options, CertificateWatch certificate, TimeProvider time)
    : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = options.CreateRequest();
        using HttpResponseMessage response = await client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);

        int status = (int)response.StatusCode;
        if (!options.ExpectedStatus.Contains(status))
        {
            return HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"Expected status {options.ExpectedStatus}, got {status}."));
        }

        // Read to its end even where nobody looks at it: an answer that never ends is no answer.
        await response.Content.LoadIntoBufferAsync(options.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        if (options.ExpectedBody is { } expected)
        {
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (!expected.IsMatch(body))
            {
                return HealthCheckResult.Unhealthy($"The body does not match '{expected}'.");
            }
        }

        return certificate.EndsAt is { } end && end - time.GetUtcNow() < options.CertificateExpiryWarning
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"The certificate ends at {end:u}."))
            : HealthCheckResult.Healthy();
    }
}
