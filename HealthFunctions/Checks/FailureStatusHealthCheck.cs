using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Gives a failure that a check returns the failure status of its registration. What a check throws has it anyway.</summary>
internal sealed class FailureStatusHealthCheck(IHealthCheck check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthCheckResult result = await check.CheckHealthAsync(context, cancellationToken).ConfigureAwait(false);
        return result.Status == HealthStatus.Unhealthy
            ? new HealthCheckResult(context.Registration.FailureStatus, result.Description, result.Exception, result.Data)
            : result;
    }
}
