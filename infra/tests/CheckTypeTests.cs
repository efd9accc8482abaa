using System.Text.RegularExpressions;
using HealthFunctions.Checks;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>The template knows the types of health check that the app knows.</summary>
public sealed partial class CheckTypeTests
{
    [Fact]
    public async Task The_template_has_each_type_that_settings_can_name()
    {
        List<string> types = [];
        foreach (string file in Directory.EnumerateFiles(Repository.Path("infra", "checks"), "*.bicep"))
        {
            string template = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            types.AddRange(TypeProperty.Matches(template).Select(match => match.Groups[1].Value));
        }

        Assert.Equal(new HealthCheckTypes().Names, string.Join(", ", types.Where(type => type != "Code").Order()));
    }

    [GeneratedRegex(@"^  type: '([A-Za-z]+)'$", RegexOptions.Multiline)]
    private static partial Regex TypeProperty { get; }
}
