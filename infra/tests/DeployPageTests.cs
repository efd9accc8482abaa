using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>docs/deploy.md, where it repeats the template.</summary>
public sealed partial class DeployPageTests
{
    [Fact]
    public async Task Who_deploys_may_grant_the_roles_of_the_template_and_no_others()
    {
        string page = await File.ReadAllTextAsync(Repository.Path("docs", "deploy.md"), TestContext.Current.CancellationToken);
        string granted = page.Split('\n').Single(line => line.StartsWith("roles=", StringComparison.Ordinal));
        IEnumerable<string> roles =
            from file in Directory.EnumerateFiles(Repository.Path("infra"), "*.bicep")
            from Match role in RoleId.Matches(File.ReadAllText(file))
            select role.Value;

        Assert.Equal(roles.Distinct().Order(), RoleId.Matches(granted).Select(role => role.Value).Order());
    }

    [Fact]
    public async Task Each_setting_of_an_environment_is_in_the_table()
    {
        string page = await File.ReadAllTextAsync(Repository.Path("docs", "deploy.md"), TestContext.Current.CancellationToken);
        string file = await File.ReadAllTextAsync(Repository.Path("infra", "environments.bicep"), TestContext.Current.CancellationToken);
        string settings = file[file.IndexOf("type settings = {", StringComparison.Ordinal)..file.IndexOf("@description('A Key Vault", StringComparison.Ordinal)];
        string table = page[page.IndexOf("\n## Settings", StringComparison.Ordinal)..page.IndexOf("\n## Add a check", StringComparison.Ordinal)];

        Assert.All(Setting.Matches(settings), setting => Assert.Contains($"`{setting.Groups[1].Value}`", table, StringComparison.Ordinal));
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex RoleId { get; }

    [GeneratedRegex("^  ([a-zA-Z]+): ", RegexOptions.Multiline)]
    private static partial Regex Setting { get; }
}
