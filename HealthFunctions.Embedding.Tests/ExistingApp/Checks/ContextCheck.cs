using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingApp.Checks;

/// <summary>Tells whether it sees the request that asked for it.</summary>
internal sealed class ContextCheck(IHttpContextAccessor accessor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(accessor.HttpContext is null ? "no request" : "a request"));
}
