using System.Text.RegularExpressions;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Infra.Tests;

/// <summary>The template knows the types of health check that the app knows.</summary>
public sealed partial class CheckTypeTests
{
    [Fact]
    public async Task The_template_has_the_types_that_the_app_knows()
    {
        List<string> types = [];
        foreach (string file in Directory.EnumerateFiles(Repository.Path("infra", "checks"), "*.bicep"))
        {
            string template = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            types.AddRange(TypeProperty.Matches(template).Select(match => match.Groups[1].Value).Where(type => type != "Code"));
        }

        IEnumerable<string> known = new ServiceCollection().AddHealthFunctions().AddCheckFamilies().Services.FindCheckTypes()!.Names;
        Assert.Equal(known.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^  type: '([A-Za-z]+)'$", RegexOptions.Multiline)]
    private static partial Regex TypeProperty { get; }
}
