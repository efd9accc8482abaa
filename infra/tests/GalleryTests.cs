using System.Text.RegularExpressions;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>
/// What Microsoft's galleries of samples and azd templates read at the top of README.md: in a comment, as in the templates of
/// Azure Functions, so that GitHub does not show it.
/// </summary>
public sealed partial class GalleryTests
{
    private static readonly string Readme = File.ReadAllText(Repository.Path("README.md"));

    [Fact]
    public void The_page_begins_with_its_entry_and_shows_its_title_first()
    {
        Match entry = Entry.Match(Readme);

        Assert.True(entry.Success);
        Assert.StartsWith("# HealthFunctions\n", Readme[entry.Length..].TrimStart('\n'), StringComparison.Ordinal);
        Assert.All(
            ["name: ", "description: ", "page_type: sample", "- azdeveloper", "- bicep", "- csharp", "- azure-functions"],
            line => Assert.Contains($"\n{line}", entry.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void It_has_the_name_of_the_azd_template() => Assert.Equal(
        Regex.Match(File.ReadAllText(Repository.Path("azure.yaml")), @"\nname: (\S+)\n").Groups[1].Value,
        Regex.Match(Readme, @"\nurlFragment: (\S+)\n").Groups[1].Value);

    [GeneratedRegex(@"^<!--\n---\n(?:[a-zA-Z_]+:.*\n|- .+\n)+---\n-->\n")]
    private static partial Regex Entry { get; }
}
