using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>HybridCache in memory.</summary>
internal sealed class HybridCacheCandidate : CacheCandidate
{
    private const string Key = "check";

    private readonly ServiceProvider services;
    private readonly HybridCache cache;
    private readonly IHealthCheck check;
    private readonly HybridCacheEntryOptions options;

    public HybridCacheCandidate(IHealthCheck check, Policy policy)
        : base(policy.Timeout)
    {
        this.check = check;
        // It refuses an expiration of zero: then nothing is kept, and only concurrent callers share.
        options = policy.MaxAge == TimeSpan.Zero
            ? new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableLocalCacheWrite }
            : new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCache, Expiration = policy.MaxAge };
        ServiceCollection collection = new();
        collection.AddHybridCache();
        services = collection.BuildServiceProvider();
        cache = services.GetRequiredService<HybridCache>();
    }

    public override ValueTask DisposeAsync() => services.DisposeAsync();

    protected override ValueTask<Measured> GetOrRunAsync() =>
        cache.GetOrCreateAsync(Key, check, static (check, token) => new ValueTask<Measured>(Measured.RunAsync(check, token)), options);
}
