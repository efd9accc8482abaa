using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AspNetCore;

/// <summary>A check of your own.</summary>
public sealed class QueueCheck(Queue queue) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        queue.Length switch
        {
            > 1000 => throw new HealthCheckErrorException(),
            > 100 => throw new HealthCheckWarningException { AdditionalMembers = { ["waiting"] = queue.Length } },
            _ => Task.FromResult(HealthCheckResult.Healthy()),
        };
}
