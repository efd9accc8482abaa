using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WorkerService;

/// <summary>A check of your own.</summary>
public sealed class QueueCheck(Backlog backlog) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        backlog.Length switch
        {
            > 1000 => throw new HealthCheckErrorException(),
            > 100 => throw new HealthCheckWarningException { AdditionalProperties = { ["waiting"] = backlog.Length } },
            _ => Task.FromResult(HealthCheckResult.Healthy()),
        };
}
