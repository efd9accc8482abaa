using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>
/// What azd does with azure.yaml, as its source reads it (Azure/azure-dev, August 2026). Not its JSON schema, which is in no
/// package and takes unknown keys of a service: an editor reads it by the first line of azure.yaml.
/// </summary>
public sealed partial class AzureYamlTests
{
    private static readonly string Yaml = File.ReadAllText(Repository.Path("azure.yaml"));

    [Fact]
    public void The_file_keeps_the_rules() => Assert.Empty(Broken(Yaml));

    [Theory]
    [InlineData("language: dotnet", "language: custom")]
    [InlineData("project: ./FunctionsApp", "project: .")]
    [InlineData("host: function", "host: containerapp")]
    [InlineData(">= 1.26.0", ">= 1.18.0")]
    [InlineData("    interactive: true\n  predown:", "  predown:")]
    [InlineData("HEALTH_LIVE false", "HEALTH_LIVE true")]
    [InlineData("  postdown:", "  predown:")]
    [InlineData("infra/hooks/wait.sh", "infra/hooks/wait-for-it.sh")]
    [InlineData("      - azd: provision\n      - azd: deploy --all\n      - azd: provision", "      - azd: deploy --all\n      - azd: provision")]
    [InlineData("      - azd: provision\n      - azd: deploy --all\n      - azd: provision", "      - azd: provision\n      - azd: deploy --all")]
    [InlineData("resourceGroups: detach", "resourceGroups: delete")]
    [InlineData("  health:\n", "  api:\n")]
    public void A_change_that_breaks_them_is_noticed(string text, string change)
    {
        Assert.Contains(text, Yaml, StringComparison.Ordinal);
        Assert.NotEmpty(Broken(Yaml.Replace(text, change, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_project_has_an_id_for_user_secrets_or_azd_edits_it()
    {
        string project = await File.ReadAllTextAsync(Repository.Path("FunctionsApp", "FunctionsApp.csproj"), TestContext.Current.CancellationToken);

        Assert.Contains("<UserSecretsId>", project, StringComparison.Ordinal);
        // azd takes the first *.*proj of the folder, and refuses two.
        Assert.Single(Directory.EnumerateFiles(Repository.Path("FunctionsApp"), "*.*proj"));
    }

    [Fact]
    public async Task The_template_gets_each_parameter_that_has_no_default_from_the_environment()
    {
        // azd ignores the metadata of parameters, and secrets of the environment, where there is a main.bicepparam.
        Assert.False(File.Exists(Repository.Path("infra", "main.bicepparam")));
        string json = await File.ReadAllTextAsync(Repository.Path("infra", "main.parameters.json"), TestContext.Current.CancellationToken);
        JsonObject parameters = JsonNode.Parse(json)!["parameters"]!.AsObject();
        string template = await File.ReadAllTextAsync(Repository.Path("infra", "main.bicep"), TestContext.Current.CancellationToken);

        Assert.Equal(
            Parameter.Matches(template).Select(match => match.Groups[1].Value).Where(name => name != "settings"),
            parameters.Select(parameter => parameter.Key));
        Assert.All(parameters, parameter => Assert.Matches(@"^\$\{[A-Z_]+(=false)?\}$", (string?)parameter.Value!["value"]));
        string stack = await File.ReadAllTextAsync(Repository.Path("infra", "hooks", "stack.sh"), TestContext.Current.CancellationToken);
        Assert.All(parameters, parameter => Assert.Contains($"{parameter.Key}:", stack, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Broken(string yaml)
    {
        // `language: custom` is an alpha feature.
        foreach (string line in (string[])["\n    project: ./FunctionsApp\n", "\n    language: dotnet\n", "\n    host: function\n", "\n  health:\n", "\n      resourceGroups: detach\n"])
        {
            if (!yaml.Contains(line, StringComparison.Ordinal))
            {
                yield return line;
            }
        }

        if (MinimumVersion.Match(yaml) is not { Success: true } version || Version.Parse(version.Groups[1].Value) < new Version(1, 26, 0))
        {
            yield return "azd 1.26.0";
        }

        MatchCollection hooks = Hook.Matches(yaml);
        if (hooks.Count != 4 || hooks.Any(hook => !File.Exists(Repository.Path(hook.Groups[1].Value)) || !hook.Value.Contains("interactive: true", StringComparison.Ordinal)))
        {
            yield return "hooks that are there, and whose output is kept";
        }

        if (!yaml.Contains("  postdown:\n    shell: sh\n    run: azd env set HEALTH_LIVE false\n", StringComparison.Ordinal))
        {
            yield return "no alerts before the next app";
        }

        if (!yaml.EndsWith("      - azd: provision\n      - azd: deploy --all\n      - azd: provision\n", StringComparison.Ordinal))
        {
            yield return "provision, deploy, and provision with alerts";
        }
    }

    [GeneratedRegex(@"azd: '>= ([0-9.]+)'")]
    private static partial Regex MinimumVersion { get; }

    [GeneratedRegex(@"    run: (infra/hooks/[a-z-]+\.sh)[^\n]*\n(?:    [^\n]*\n)*")]
    private static partial Regex Hook { get; }

    [GeneratedRegex("^param ([A-Za-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter { get; }
}
