namespace Infra.Tests;

/// <summary>Something that holds of every prediction.</summary>
/// <param name="Sentence">What holds.</param>
/// <param name="Holds">Throws where it does not.</param>
/// <param name="Mutants">Changes, each to a variant it matters to, that the fact must notice.</param>
internal sealed record TemplateFact(string Sentence, Action<Prediction> Holds, params IReadOnlyList<Mutant> Mutants)
{
    public override string ToString() => Sentence;
}
