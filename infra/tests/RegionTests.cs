using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>One environment in two regions.</summary>
public sealed class RegionTests
{
    [Fact]
    public async Task They_share_no_name_but_that_of_the_group()
    {
        JsonObject here = await InAsync("westeurope");
        JsonObject there = await InAsync("northeurope");

        Assert.Equal(["rg-trial"], Named(here).Intersect(Named(there)));
        Assert.NotEqual(Token(here), Token(there));
    }

    [Fact]
    public async Task A_region_is_the_same_however_it_is_written() =>
        Assert.Equal(Token(await InAsync("westeurope")), Token(await InAsync("West Europe")));

    private static async Task<JsonObject> InAsync(string location)
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");
        return await (await BicepCli.GetAsync()).PredictInAsync(location);
    }

    /// <summary>The names of what has a place of its own: the parts of a resource are named within it.</summary>
    private static IEnumerable<string> Named(JsonObject prediction) => prediction["predictedResources"]!.AsArray()
        .OfType<JsonObject>().Where(resource => resource["location"] is not null).Select(resource => resource.Name()).Distinct();

    private static string Token(JsonObject prediction) => (string)prediction.At("outputs")["HEALTH_TOKEN"]!;
}
