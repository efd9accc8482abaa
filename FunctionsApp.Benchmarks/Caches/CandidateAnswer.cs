namespace FunctionsApp.Benchmarks.Caches;

/// <param name="Healthy">Whether the check was; not where it gave no answer in time.</param>
/// <param name="Age">For how long that has been known.</param>
internal readonly record struct CandidateAnswer(bool Healthy, TimeSpan Age);
