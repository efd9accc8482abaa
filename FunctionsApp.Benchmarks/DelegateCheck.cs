using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks;

/// <summary>A check that does what its benchmark says, then is healthy.</summary>
internal sealed class DelegateCheck(Func<CancellationToken, Task> run) : IHealthCheck
{
    private int _runs;

    public DelegateCheck(Func<Task> run)
        : this(_ => run())
    {
    }

    /// <summary>Runs that were started.</summary>
    public int Runs => Volatile.Read(ref _runs);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _runs);
        await run(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
