using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZiggyCreatures.Caching.Fusion;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>
/// FusionCache in memory. Without its own timeouts for runs: after one of them it starts another run beside the one that hangs.
/// </summary>
internal sealed class FusionCacheCandidate : CacheCandidate
{
    private const string Key = "check";

    private readonly FusionCache cache = new(new FusionCacheOptions());
    private readonly FusionCacheEntryOptions options;
    private readonly Func<FusionCacheFactoryExecutionContext<Measured>, CancellationToken, Task<Measured>> run;

    public FusionCacheCandidate(IHealthCheck check, Policy policy)
        : base(policy.Timeout)
    {
        options = new FusionCacheEntryOptions { Duration = policy.MaxAge };
        run = (_, token) => Measured.RunAsync(check, token);
    }

    public override ValueTask DisposeAsync()
    {
        cache.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<Measured> GetOrRunAsync() => cache.GetOrSetAsync<Measured>(Key, run, options: options);
}
