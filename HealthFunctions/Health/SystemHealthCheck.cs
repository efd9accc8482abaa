using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Health;

/// <summary>The check behind <c>/_system/check</c>: the process runs. It touches nothing, so it cannot fail.</summary>
public sealed class SystemHealthCheck : IHealthCheck
{
    /// <summary>Throws the verdict OK.</summary>
    /// <exception cref="HealthCheckOkException">Always, with the public member <c>message</c>: "API running".</exception>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        throw new HealthCheckOkException { AdditionalMembers = { ["message"] = "API running" } };
}
