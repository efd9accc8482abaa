using System.Text.RegularExpressions;
using HealthFunctions.Checks;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Infra.Tests;

/// <summary>The template knows the types of health check that the app knows.</summary>
public sealed partial class CheckTypeTests
{
    [Fact]
    public async Task The_template_has_each_type_of_the_core_and_none_that_the_app_does_not_know()
    {
        List<string> types = [];
        foreach (string file in Directory.EnumerateFiles(Repository.Path("infra", "checks"), "*.bicep"))
        {
            string template = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            types.AddRange(TypeProperty.Matches(template).Select(match => match.Groups[1].Value).Where(type => type != "Code"));
        }

        Assert.Superset(new HealthCheckTypes().Names.ToHashSet(), types.ToHashSet());
        Assert.Subset(new ServiceCollection().AddHealthFunctions().AddCheckFamilies().Services.FindCheckTypes()!.Names.ToHashSet(), types.ToHashSet());
    }

    [GeneratedRegex(@"^  type: '([A-Za-z]+)'$", RegexOptions.Multiline)]
    private static partial Regex TypeProperty { get; }
}
