using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingApp.Checks;

internal sealed class ThrowingCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The queue is gone");
}
