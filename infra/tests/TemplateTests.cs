using HealthFunctions.Testing;
using Xunit.Sdk;

namespace Infra.Tests;

/// <summary>The facts of <see cref="TemplateFacts"/>, of every variant; and that each of them would notice what it is there for.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string, string> FactsOfVariants =>
        [.. from fact in TemplateFacts.All from variant in Variant.All select (fact.Sentence, variant.Name)];

    public static TheoryData<string, string> Mutants =>
        [.. from fact in TemplateFacts.All from mutant in fact.Mutants select (fact.Sentence, mutant.Name)];

    [Theory]
    [MemberData(nameof(FactsOfVariants))]
    public async Task Each_fact_holds_of_each_variant(string sentence, string variant)
    {
        TemplateFacts.Of(sentence).Holds(await Prediction.OfAsync(variant));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Each_fact_fails_on_its_mutants(string sentence, string name)
    {
        TemplateFact fact = TemplateFacts.Of(sentence);
        Mutant mutant = fact.Mutants.Single(mutant => mutant.Name == name);
        Prediction prediction = await Prediction.OfAsync(mutant.Variant);
        mutant.Change(prediction);

        Assert.ThrowsAny<XunitException>(() => fact.Holds(prediction));
    }

    [Fact]
    public void No_fact_is_without_a_mutant() => Assert.All(TemplateFacts.All, fact => Assert.NotEmpty(fact.Mutants));

    [Fact]
    public void Each_file_of_parameters_is_a_variant() => Assert.Equal(
        Directory.EnumerateFiles(Repository.Path("infra", "tests"), "*.bicepparam").Select(Path.GetFileNameWithoutExtension).Order(),
        Variant.All.Select(variant => variant.Name).Order());
}
