using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingApp.Checks;

/// <summary>Asks another service, with the app's own client.</summary>
internal sealed class UpstreamCheck(IHttpClientFactory clients, IConfiguration configuration) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using HttpClient client = clients.CreateClient();
        using HttpResponseMessage response = await client.GetAsync(new Uri(configuration["Upstream"]!), cancellationToken);
        return response.IsSuccessStatusCode
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"The upstream says {(int)response.StatusCode}");
    }
}
