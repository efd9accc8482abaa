using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>The resources that Azure would make of a variant, and what the deployment would give back.</summary>
internal sealed class Prediction(Variant variant, JsonObject snapshot)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Snapshots = new(StringComparer.Ordinal);

    public Variant Variant { get; } = variant;

    public string Text => snapshot.ToJsonString();

    public JsonArray Resources => snapshot["predictedResources"]!.AsArray();

    public JsonObject Outputs => snapshot.At("outputs");

    public JsonObject Plan => Single("Microsoft.Web/serverfarms");

    public JsonObject Site => Single("Microsoft.Web/sites");

    public JsonObject SiteConfig => Site.Properties().At("siteConfig");

    public JsonObject AppConfig => Site.Properties().At("functionAppConfig");

    public JsonArray AppSettings => SiteConfig["appSettings"]!.AsArray();

    public JsonArray IngressRules => SiteConfig["ipSecurityRestrictions"]!.AsArray();

    public IReadOnlyList<JsonObject> PublishingPolicies => All("Microsoft.Web/sites/basicPublishingCredentialsPolicies");

    public string IdentityId => Single("Microsoft.ManagedIdentity/userAssignedIdentities").Id();

    public IReadOnlyList<JsonObject> Grants => All("Microsoft.Authorization/roleAssignments");

    public JsonObject Storage => Single("Microsoft.Storage/storageAccounts");

    public JsonObject Packages => Single("Microsoft.Storage/storageAccounts/blobServices/containers").Properties();

    public JsonObject Component => Single("Microsoft.Insights/components");

    public IReadOnlyList<JsonObject> Workspaces => All("Microsoft.OperationalInsights/workspaces");

    public IReadOnlyList<JsonObject> Diagnostics => All("Microsoft.Insights/diagnosticSettings");

    public IReadOnlyList<JsonObject> WebTests => All("Microsoft.Insights/webtests");

    public IReadOnlyList<JsonObject> MetricAlerts => All("Microsoft.Insights/metricAlerts");

    public JsonObject LogAlert => Single("Microsoft.Insights/scheduledQueryRules").Properties();

    public JsonObject ActionGroup => Single("Microsoft.Insights/actionGroups").Properties();

    public JsonObject Workbook => Single("Microsoft.Insights/workbooks").Properties();

    /// <summary>The prediction of a variant; a copy, which a test may change.</summary>
    public static async Task<Prediction> OfAsync(string name)
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");
        string json = await Snapshots.GetOrAdd(name, name => new(() => PredictAsync(name))).Value;
        return new Prediction(Variant.Of(name), JsonNode.Parse(json)!.AsObject());
    }

    public IReadOnlyList<JsonObject> All(string type) =>
        [.. Resources.OfType<JsonObject>().Where(resource => (string?)resource["type"] == type)];

    public JsonObject Single(string type) => Assert.Single(All(type));

    /// <summary>Private endpoints that lead to one part of their target.</summary>
    public IReadOnlyList<JsonObject> EndpointsOf(string group) =>
        [.. All("Microsoft.Network/privateEndpoints").Where(endpoint => (string?)endpoint.Connection()["groupIds"]![0] == group)];

    /// <summary>The app settings that begin so, as the app would read them.</summary>
    /// <param name="prefixes">None for all settings.</param>
    public IReadOnlyList<(string Key, string? Value)> Settings(params IReadOnlyList<string> prefixes) =>
    [
        .. AppSettings.Select(setting => (Key: (string)setting!["name"]!, Value: (string?)setting["value"]))
            .Where(setting => prefixes.Count == 0 || prefixes.Any(prefix => setting.Key.StartsWith(prefix, StringComparison.Ordinal))),
    ];

    /// <summary>Gives an app setting; null takes it away.</summary>
    public void Set(string name, string? value)
    {
        AppSettings.Remove(AppSettings.FirstOrDefault(setting => (string?)setting!["name"] == name));
        if (value is not null)
        {
            AppSettings.Add(new JsonObject { ["name"] = name, ["value"] = value });
        }
    }

    private static async Task<string> PredictAsync(string name) => await (await BicepCli.GetAsync()).PredictAsync(name);
}
