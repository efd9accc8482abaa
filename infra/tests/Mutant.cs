namespace Infra.Tests;

/// <summary>A mistake that somebody could make in the template.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Variant">The variant it is made in.</param>
/// <param name="Change">Makes it.</param>
internal sealed record Mutant(string Name, string Variant, Action<Prediction> Change)
{
    public override string ToString() => Name;
}
