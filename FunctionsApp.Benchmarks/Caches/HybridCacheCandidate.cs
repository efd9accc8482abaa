using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>HybridCache in memory. It knows no timeout, so each caller waits for the policy's.</summary>
internal sealed class HybridCacheCandidate : ICandidate
{
    private const string Key = "check";

    private readonly ServiceProvider services;
    private readonly HybridCache cache;
    private readonly IHealthCheck check;
    private readonly TimeSpan timeout;
    private readonly HybridCacheEntryOptions options;

    public HybridCacheCandidate(IHealthCheck check, Policy policy)
    {
        this.check = check;
        timeout = policy.Timeout;
        // It refuses an expiration of zero: then nothing is kept, and only concurrent callers share.
        options = policy.MaxAge == TimeSpan.Zero
            ? new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCache | HybridCacheEntryFlags.DisableLocalCacheWrite }
            : new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCache, Expiration = policy.MaxAge };
        ServiceCollection collection = new();
        collection.AddHybridCache();
        services = collection.BuildServiceProvider();
        cache = services.GetRequiredService<HybridCache>();
    }

    public ValueTask<CandidateAnswer> CallAsync(CancellationToken cancellationToken)
    {
        ValueTask<Measured> measured = cache.GetOrCreateAsync(
            Key,
            check,
            static (check, token) => new ValueTask<Measured>(Measured.RunAsync(check, token)),
            options,
            cancellationToken: cancellationToken);
        return measured.IsCompletedSuccessfully
            ? ValueTask.FromResult(measured.Result.ToAnswer())
            : AwaitAsync(measured.AsTask(), cancellationToken);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async ValueTask<CandidateAnswer> AwaitAsync(Task<Measured> measured, CancellationToken cancellationToken)
    {
        try
        {
            return (await measured.WaitAsync(timeout, cancellationToken)).ToAnswer();
        }
        catch (TimeoutException)
        {
            return default;
        }
    }
}
