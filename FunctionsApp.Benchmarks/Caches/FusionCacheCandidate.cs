using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZiggyCreatures.Caching.Fusion;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>
/// FusionCache in memory. Without its own timeouts for runs: after one of them it starts another run beside the one that hangs.
/// </summary>
internal sealed class FusionCacheCandidate : CacheCandidate
{
    private const string Key = "check";

    private readonly FusionCache _cache = new(new FusionCacheOptions());
    private readonly FusionCacheEntryOptions _options;
    private readonly Func<FusionCacheFactoryExecutionContext<Measured>, CancellationToken, Task<Measured>> _run;

    public FusionCacheCandidate(IHealthCheck check, Policy policy)
        : base(policy.Timeout)
    {
        _options = new FusionCacheEntryOptions { Duration = policy.MaxAge };
        _run = (_, token) => Measured.RunAsync(check, token);
    }

    public override ValueTask DisposeAsync()
    {
        _cache.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<Measured> GetOrRunAsync() => _cache.GetOrSetAsync<Measured>(Key, _run, options: _options);
}
