using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>
/// What <c>azd pipeline config</c> sets in the repository, and what the workflow asks for (Azure/azure-dev, cli/azd/pkg/pipeline,
/// August 2026).
/// </summary>
public sealed partial class PipelineTests
{
    /// <summary>What azd sets as variables of the repository, beside those that azure.yaml lists.</summary>
    private static readonly string[] OfAzd =
        ["AZURE_CLIENT_ID", "AZURE_ENV_NAME", "AZURE_LOCATION", "AZURE_SUBSCRIPTION_ID", "AZURE_TENANT_ID"];

    private static readonly string Workflow = File.ReadAllText(Repository.Path(".github", "workflows", "azure-dev.yml"));
    private static readonly string Yaml = File.ReadAllText(Repository.Path("azure.yaml"));
    private static readonly string Page = File.ReadAllText(Repository.Path("docs", "deploy.md"));

    [Fact]
    public void Azd_sets_each_variable_and_each_secret_that_the_workflow_asks_for()
    {
        Assert.Equal(OfAzd.Concat(Listed("variables")).Order(), Asked("vars"));
        Assert.Equal(Listed("secrets").Order(), Asked("secrets"));
    }

    [Fact]
    public void The_page_has_a_credential_for_each_environment_that_the_workflow_signs_in_as()
    {
        string[] environments = [.. Environment.Matches(Workflow).Select(match => match.Groups[1].Value)];

        Assert.Equal(["what-if", "production"], environments);
        Assert.All(environments, environment =>
            Assert.Contains($"| `{environment}` | ", Page, StringComparison.Ordinal));
        Assert.All(environments, environment =>
            Assert.Contains($"`repo:OWNER/REPO:environment:{environment}`", Page, StringComparison.Ordinal));
        Assert.Equal(environments.Length, Regex.Count(Workflow, "uses: azure/login@"));
    }

    [Fact]
    public void The_page_takes_away_the_credentials_that_azd_makes_for_pull_requests_and_branches() =>
        Assert.Contains("[?description=='Created by Azure Developer CLI'].name", Page, StringComparison.Ordinal);

    private static IEnumerable<string> Asked(string context) => Regex.Matches(Workflow, $@"\b{context}\.([A-Z_]+)")
        .Select(match => match.Groups[1].Value).Distinct().Order();

    private static IEnumerable<string> Listed(string list) => Regex.Match(Yaml, $@"\npipeline:\n(?:  .*\n)*?  {list}:\n((?:    - .*\n)+)")
        .Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim(' ', '-'));

    [GeneratedRegex(@"\n    environment:(?:\n      name:)? ([a-z-]+)\n")]
    private static partial Regex Environment { get; }
}
