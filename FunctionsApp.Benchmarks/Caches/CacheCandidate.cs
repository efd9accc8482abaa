namespace FunctionsApp.Benchmarks.Caches;

/// <summary>
/// A cache in the engine's place. The cache gets no caller's token, which it would hand on to the run, and a caller waits no
/// longer than the timeout.
/// </summary>
internal abstract class CacheCandidate(TimeSpan timeout) : ICandidate
{
    public ValueTask<CandidateAnswer> CallAsync(CancellationToken cancellationToken)
    {
        ValueTask<Measured> measured = GetOrRunAsync();
        return measured.IsCompletedSuccessfully
            ? ValueTask.FromResult(measured.Result.ToAnswer())
            : AwaitAsync(measured.AsTask(), cancellationToken);
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The result that the cache has, or that of the run under way, or of a new one.</summary>
    protected abstract ValueTask<Measured> GetOrRunAsync();

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
