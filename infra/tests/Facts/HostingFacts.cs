using System.Text.Json.Nodes;

namespace Infra.Tests.Facts;

/// <summary>The build, the plan and the settings of the host.</summary>
internal static class HostingFacts
{
    public static readonly IReadOnlyList<TemplateFact> All =
    [
        new("The app runs the build that was asked for",
            prediction =>
            {
                JsonObject runtime = prediction.AppConfig.At("runtime");
                runtime.Has("name", prediction.Variant.Runtime.Name);
                runtime.Has("version", prediction.Variant.Runtime.Version);
            },
            new("a version that never starts", "isolated", prediction => prediction.AppConfig.At("runtime")["version"] = "10"),
            new("the in-process runtime", "isolated", prediction => prediction.AppConfig.At("runtime")["name"] = "dotnet")),

        new("The plan is Flex Consumption, as large as was asked for",
            prediction =>
            {
                JsonObject plan = prediction.Plan;
                plan.At("sku").Has("name", "FC1");
                plan.At("sku").Has("tier", "FlexConsumption");
                plan.Properties().Has("reserved", true);
                prediction.Site.Has("kind", "functionapp,linux");
                JsonObject scale = prediction.AppConfig.At("scaleAndConcurrency");
                Assert.Equal(prediction.Variant.AlwaysReady, scale["alwaysReady"]!.AsArray().Sum(ready => (int)ready!["instanceCount"]!));
                Assert.InRange((int)scale["maximumInstanceCount"]!, 40, 1000);
                Assert.Contains((int)scale["instanceMemoryMB"]!, new[] { 512, 2048, 4096 });
            },
            new("another plan", "no-checks", prediction => prediction.Plan.At("sku")["name"] = "Y1"),
            new("a Windows plan", "no-checks",
                prediction => prediction.Plan.Properties()["reserved"] = false),
            new("an instance too many", "no-checks",
                prediction => prediction.AppConfig.At("scaleAndConcurrency")["alwaysReady"] = Json.Of("""[{"instanceCount":1}]""")),
            new("no limit", "no-checks", prediction => prediction.AppConfig.At("scaleAndConcurrency")["maximumInstanceCount"] = 5000),
            new("a size there is not", "no-checks",
                prediction => prediction.AppConfig.At("scaleAndConcurrency")["instanceMemoryMB"] = 1024)),

        new("Zones have two instances that are always ready",
            prediction => Assert.False(
                (bool)prediction.Plan.Properties()["zoneRedundant"]! && (int)prediction.AppConfig.At("scaleAndConcurrency")["alwaysReady"]!.AsArray()[0]!["instanceCount"]! < 2),
            new Mutant("one instance", "private-network",
                prediction => prediction.AppConfig.At("scaleAndConcurrency")["alwaysReady"] = Json.Of("""[{"name":"http","instanceCount":1}]"""))),

        new("A resource group is made and tagged for azd only where none was there",
            prediction => Assert.Equal(prediction.Variant.MakesGroup ? 1 : 0, prediction.All("Microsoft.Resources/resourceGroups").Count),
            new("azd would delete the team's group", "existing-workspace",
                prediction => prediction.Resources.Add(Json.Of("""{"type":"Microsoft.Resources/resourceGroups"}"""))),
            new("no group", "no-checks",
                prediction => prediction.Resources.Remove(prediction.Single("Microsoft.Resources/resourceGroups")))),

        new("Every name tells its deployment, and so its region",
            prediction =>
            {
                string token = (string)prediction.Outputs["HEALTH_TOKEN"]!;
                Assert.All(
                    prediction.Resources.OfType<JsonObject>().Where(resource =>
                        resource["location"] is not null && Named((string)resource["type"]!)),
                    resource => Assert.EndsWith(token, resource.Name(), StringComparison.Ordinal));
            },
            new Mutant("a name for all regions", "no-checks", prediction => prediction.Storage["name"] = "sthealth")),

        new("Nothing is set that Flex Consumption rejects or ignores",
            prediction =>
            {
                Assert.All(ForbiddenSiteConfig, forbidden => Assert.False(prediction.SiteConfig.ContainsKey(forbidden), forbidden));
                Assert.All(ForbiddenSettings, forbidden => Assert.DoesNotContain(
                    prediction.Settings(), setting => setting.Key.StartsWith(forbidden, StringComparison.OrdinalIgnoreCase)));
            },
            [
                .. ForbiddenSiteConfig.Select(key => new Mutant(key, "isolated", prediction => prediction.SiteConfig[key] = "x")),
                .. ForbiddenSettings.Select(key => new Mutant(key, "isolated", prediction => prediction.Set(key, "x"))),
            ]),

        new("Each app setting has a name that App Service on Linux carries, and has it once",
            prediction =>
            {
                Assert.All(prediction.Settings(), setting => Assert.Matches("^[A-Za-z0-9_]+$", setting.Key));
                Assert.Distinct(prediction.Settings().Select(setting => setting.Key), StringComparer.OrdinalIgnoreCase);
            },
            new("a dash", "isolated", prediction => prediction.Set("HealthChecks__a-b__Type", "Http")),
            new("a period", "isolated", prediction => prediction.Set("HealthChecks__a.b__Type", "Http")),
            new("a colon", "isolated", prediction => prediction.Set("HealthChecks:a:Type", "Http")),
            new("a setting twice", "isolated", prediction => prediction.Set("healthchecks__SHOP__type", "Http"))),

        new("Everything that can have tags has them, and azd finds the app",
            prediction =>
            {
                Assert.All(
                    prediction.Resources.OfType<JsonObject>().Where(resource => resource["location"] is not null),
                    resource => Assert.Contains("azd-env-name", resource["tags"]?.ToJsonString() ?? string.Empty, StringComparison.Ordinal));
                prediction.Site.At("tags").Has("azd-service-name", "health");
            },
            new("an untagged account", "isolated", prediction => prediction.Storage["tags"] = new JsonObject()),
            new("azd looks for another", "isolated", prediction => prediction.Site.At("tags")["azd-service-name"] = "api")),
    ];

    /// <summary>Azure or a convention gives these their names.</summary>
    private static bool Named(string type) => !type.StartsWith("Microsoft.Network/privateDnsZones", StringComparison.Ordinal)
        && type is not ("Microsoft.Resources/resourceGroups" or "Microsoft.Insights/workbooks");

    private static string[] ForbiddenSiteConfig =>
        ["linuxFxVersion", "alwaysOn", "ftpsState", "functionAppScaleLimit", "minimumElasticInstanceCount"];

    private static string[] ForbiddenSettings =>
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENT",
        "SCM_DO_BUILD", "ENABLE_ORYX",
    ];
}
