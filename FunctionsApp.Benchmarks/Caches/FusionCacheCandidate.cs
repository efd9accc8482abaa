using Microsoft.Extensions.Diagnostics.HealthChecks;
using ZiggyCreatures.Caching.Fusion;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>FusionCache in memory, with its own timeouts, which let a late run end in the background.</summary>
internal sealed class FusionCacheCandidate : ICandidate
{
    private const string Key = "check";

    private readonly FusionCache cache = new(new FusionCacheOptions());
    private readonly IHealthCheck check;
    private readonly FusionCacheEntryOptions options;

    public FusionCacheCandidate(IHealthCheck check, Policy policy)
    {
        this.check = check;
        options = new FusionCacheEntryOptions
        {
            Duration = policy.MaxAge,
            IsFailSafeEnabled = false,
            FactoryHardTimeout = policy.Timeout,
            LockTimeout = policy.Timeout,
            AllowTimedOutFactoryBackgroundCompletion = true,
        };
    }

    public ValueTask<CandidateAnswer> CallAsync(CancellationToken cancellationToken)
    {
        ValueTask<Measured> measured = cache.GetOrSetAsync<Measured>(
            Key, (_, token) => Measured.RunAsync(check, token), options, token: cancellationToken);
        return measured.IsCompletedSuccessfully ? ValueTask.FromResult(measured.Result.ToAnswer()) : AwaitAsync(measured);
    }

    public ValueTask DisposeAsync()
    {
        cache.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<CandidateAnswer> AwaitAsync(ValueTask<Measured> measured)
    {
        try
        {
            return (await measured).ToAnswer();
        }
        catch (SyntheticTimeoutException)
        {
            return default;
        }
    }
}
