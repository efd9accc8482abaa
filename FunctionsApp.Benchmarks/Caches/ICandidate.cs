namespace FunctionsApp.Benchmarks.Caches;

/// <summary>Something that could answer for one check.</summary>
internal interface ICandidate : IAsyncDisposable
{
    public ValueTask<CandidateAnswer> CallAsync(CancellationToken cancellationToken);
}
