using Infra.Tests.Facts;

namespace Infra.Tests;

/// <summary>What holds of every deployment of the template, and the mistakes that would break it.</summary>
internal static class TemplateFacts
{
    public static readonly IReadOnlyList<TemplateFact> All =
        [.. KeyFacts.All, .. HostingFacts.All, .. IdentityFacts.All, .. NetworkFacts.All, .. MonitorFacts.All];

    public static TemplateFact Of(string sentence) => All.Single(fact => fact.Sentence == sentence);
}
