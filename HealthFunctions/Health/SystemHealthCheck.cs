using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Health;

/// <summary>Tells that the process runs: the check behind <c>/_system/check</c>. It touches nothing, so it cannot fail.</summary>
public sealed class SystemHealthCheck : IHealthCheck
{
    /// <summary>Throws the verdict OK.</summary>
    /// <exception cref="HealthCheckOkException">Always, with the public property <c>message</c>: "API running".</exception>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        throw CreateVerdict();

    /// <summary>Makes the verdict without throwing it, which would cost the start of a process its first exception.</summary>
    internal static HealthCheckOkException CreateVerdict() => new() { AdditionalProperties = { ["message"] = "API running" } };
}
