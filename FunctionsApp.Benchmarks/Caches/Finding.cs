namespace FunctionsApp.Benchmarks.Caches;

/// <param name="Kept">Whether the promise was kept.</param>
/// <param name="Fact">What was seen.</param>
internal readonly record struct Finding(bool Kept, string Fact)
{
    public override string ToString() => $"{(Kept ? "yes" : "NO")}: {Fact}";
}
