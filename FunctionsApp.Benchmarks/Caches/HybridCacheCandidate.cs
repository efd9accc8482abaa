using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>HybridCache in memory.</summary>
internal sealed class HybridCacheCandidate : CacheCandidate
{
    private const string Key = "check";

    private readonly ServiceProvider _services;
    private readonly HybridCache _cache;
    private readonly IHealthCheck _check;
    private readonly HybridCacheEntryOptions _options;

    public HybridCacheCandidate(IHealthCheck check, Policy policy)
        : base(policy.Timeout)
    {
        _check = check;
        // It refuses an expiration of zero: then nothing is kept, and only concurrent callers share.
        _options = policy.MaxAge == TimeSpan.Zero
            ? new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableLocalCacheWrite }
            : new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCache, Expiration = policy.MaxAge };
        ServiceCollection collection = new();
        collection.AddHybridCache();
        _services = collection.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();
    }

    public override ValueTask DisposeAsync() => _services.DisposeAsync();

    protected override ValueTask<Measured> GetOrRunAsync() =>
        _cache.GetOrCreateAsync(Key, _check, static (check, token) => new ValueTask<Measured>(Measured.RunAsync(check, token)), _options);
}
