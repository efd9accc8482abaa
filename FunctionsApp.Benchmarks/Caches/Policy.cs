namespace FunctionsApp.Benchmarks.Caches;

/// <param name="Timeout">Deadline of one run.</param>
/// <param name="MaxAge">For how long one result may answer.</param>
internal readonly record struct Policy(TimeSpan Timeout, TimeSpan MaxAge);
