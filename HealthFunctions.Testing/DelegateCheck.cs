using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Testing;

/// <summary>Implements a check by a delegate.</summary>
internal sealed class DelegateCheck(Func<CancellationToken, Task<HealthCheckResult>> run) : IHealthCheck
{
    public static DelegateCheck Returning(HealthCheckResult result) => new(_ => Task.FromResult(result));

    public static DelegateCheck Throwing(Exception exception) => new(_ => throw exception);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        run(cancellationToken);
}
