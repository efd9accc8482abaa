using System.Text.Json.Nodes;
using HealthFunctions.Endpoint;

namespace Infra.Tests.Facts;

/// <summary>What watches the app.</summary>
internal static class MonitorFacts
{
    public static readonly IReadOnlyList<TemplateFact> All =
    [
        new("Availability tests watch routes that exist, from five places, down to certificate and body",
            prediction =>
            {
                IReadOnlyList<JsonObject> tests = prediction.WebTests;
                string[] paths = [.. PathsOf(prediction.Variant)];
                Assert.Equal(paths, prediction.Outputs["WATCHED_ROUTES"].Texts());
                Assert.Equal(paths.Length, tests.Count);
                Assert.All(tests.Zip(paths), test =>
                {
                    JsonObject properties = test.First.Properties();
                    Assert.EndsWith($", '{test.Second}')]", (string?)properties.At("Request")["RequestUrl"], StringComparison.Ordinal);
                    properties.At("Request").Has("HttpVerb", "GET");
                    properties.At("ValidationRules").Has("ExpectedHttpStatusCode", 200);
                    properties.At("ValidationRules").Has("SSLCheck", true);
                    Assert.InRange((int?)properties.At("ValidationRules")["SSLCertRemainingLifetimeCheck"] ?? 0, 7, 30);
                    properties.At("ValidationRules", "ContentValidation").Has("ContentMatch", "\"code\":\"OK\"");
                    properties.At("ValidationRules", "ContentValidation").Has("PassIfTextFound", true);
                    properties.Has("Kind", "standard");
                    properties.Has("Enabled", prediction.Variant.Live);
                    Assert.Equal(5, properties["Locations"]!.AsArray().Select(location => (string?)location!["Id"]).Distinct().Count());
                    string tags = test.First["tags"]!.ToJsonString();
                    Assert.Contains("hidden-link:", tags, StringComparison.Ordinal);
                    Assert.Contains("outputs.componentId", tags, StringComparison.Ordinal);
                });
            },
            new("a route there is not", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("Request")["RequestUrl"] = "[format('x', '/api/_system/check')]"),
            new("a check nobody watches", "isolated", prediction => prediction.Resources.Remove(prediction.WebTests[1])),
            new("a test that cannot get in", "private-network",
                prediction => prediction.Resources.Add(Json.Of("""{"type":"Microsoft.Insights/webtests"}"""))),
            new("HEAD, which has no body to match", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("Request")["HttpVerb"] = "HEAD"),
            new("any status", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("ValidationRules")["ExpectedHttpStatusCode"] = 0),
            new("any body", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("ValidationRules", "ContentValidation")["ContentMatch"] = "code"),
            new("a body that must not match", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("ValidationRules", "ContentValidation")["PassIfTextFound"] = false),
            new("any certificate", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("ValidationRules")["SSLCheck"] = false),
            new("a certificate that is about to end", "no-checks",
                prediction => prediction.WebTests[0].Properties().At("ValidationRules").Remove("SSLCertRemainingLifetimeCheck")),
            new("one place", "no-checks",
                prediction => prediction.WebTests[0].Properties()["Locations"] = Json.Of("""[{"Id":"emea-nl-ams-azr"}]""")),
            new("switched off", "isolated", prediction => prediction.WebTests[0].Properties()["Enabled"] = false),
            new("on before there is an app", "no-checks", prediction => prediction.WebTests[0].Properties()["Enabled"] = true),
            new("not on the component", "no-checks", prediction => prediction.WebTests[0]["tags"] = new JsonObject())),

        new("Each availability test has an alert, the app's own failures have theirs, and all reach the action group",
            prediction =>
            {
                IReadOnlyList<JsonObject> alerts = prediction.MetricAlerts;
                IEnumerable<JsonObject> places = alerts.Where(alert => alert.Properties().At("criteria")["webTestId"] is not null);
                Assert.Equal(
                    prediction.WebTests.Select(test => test.Id()).Order(),
                    places.Select(alert => (string)alert.Properties().At("criteria")["webTestId"]!).Order());
                Assert.All(places, alert => alert.Properties().At("criteria").Has("failedLocationCount", 2));
                JsonObject own = Assert.Single(alerts.Except(places)).Properties().At("criteria")["allOf"]![0]!.AsObject();
                own.Has("metricName", "requests/failed");
                own.Has("threshold", 0);
                JsonObject log = prediction.LogAlert;
                Assert.All(alerts.Select(alert => alert.Properties()).Append(log), alert => alert.Has("enabled", prediction.Variant.Live));
                Assert.All(alerts, alert => Assert.Contains(
                    "actionGroup",
                    (string?)Assert.Single(alert.Properties()["actions"]!.AsArray())!["actionGroupId"],
                    StringComparison.Ordinal));
                Assert.Contains("actionGroup", Assert.Single(log.At("actions")["actionGroups"].Texts()), StringComparison.Ordinal);
                Assert.Equal(
                    prediction.Variant.Emails,
                    prediction.ActionGroup["emailReceivers"]!.AsArray().Select(receiver => (string)receiver!["emailAddress"]!));
            },
            new("a test without an alert", "isolated", prediction => prediction.Resources.Remove(prediction.MetricAlerts[1])),
            new("all places must fail", "isolated",
                prediction => prediction.MetricAlerts[^1].Properties().At("criteria")["failedLocationCount"] = 5),
            new("the app's own failures", "isolated", prediction => prediction.Resources.Remove(prediction.MetricAlerts[0])),
            new("another metric", "isolated",
                prediction => prediction.MetricAlerts[0].Properties().At("criteria")["allOf"]![0]!["metricName"] = "requests/count"),
            new("nobody hears of it", "isolated", prediction => prediction.MetricAlerts[0].Properties()["actions"] = new JsonArray()),
            new("an address is lost", "isolated", prediction => prediction.ActionGroup["emailReceivers"]!.AsArray().RemoveAt(1)),
            new("nobody hears of the host", "isolated", prediction => prediction.LogAlert.At("actions")["actionGroups"] = new JsonArray()),
            new("an alert that is off", "isolated", prediction => prediction.LogAlert["enabled"] = false),
            new("an alarm before there is an app", "no-checks", prediction => prediction.LogAlert["enabled"] = true)),

        new("No platform metric is copied to the workspace, where it would cost and nobody would read it",
            prediction => Assert.All(prediction.Diagnostics, setting => Assert.False(setting.Properties().ContainsKey("metrics"))),
            new Mutant("all metrics", "isolated",
                prediction => prediction.Diagnostics[1].Properties()["metrics"] = Json.Of("""[{"category":"AllMetrics","enabled":true}]"""))),

        new("No two resources have one name, which Azure compares without case",
            prediction => Assert.Distinct(prediction.Resources.Select(resource => resource!.AsObject().Id()), StringComparer.OrdinalIgnoreCase),
            new Mutant("the check named as the whole", "many-checks",
                prediction => prediction.WebTests[1]["id"] = prediction.WebTests[0].Id().ToUpperInvariant())),

        new("Logs of app, storage and telemetry go to one workspace: the one that is there, or a new one",
            prediction =>
            {
                Assert.Equal(prediction.Variant.Workspace is null ? 1 : 0, prediction.Workspaces.Count);
                string?[] targets =
                [
                    .. prediction.Diagnostics.Select(setting => (string?)setting.Properties()["workspaceId"]),
                    (string?)prediction.Component.Properties()["WorkspaceResourceId"],
                ];
                Assert.Equal(3, targets.Length);
                Assert.All(targets[..2], target => Assert.Contains("outputs.workspaceId", target, StringComparison.Ordinal));
                Assert.EndsWith(prediction.Variant.Workspace ?? prediction.Workspaces[0].Id(), targets[2], StringComparison.Ordinal);
                string app = $"{prediction.Site.Id()}/providers/";
                Assert.Contains(prediction.Diagnostics, setting => setting.Id().StartsWith(app, StringComparison.Ordinal));
            },
            new("a second workspace", "existing-workspace",
                prediction => prediction.Resources.Add(Json.Of("""{"type":"Microsoft.OperationalInsights/workspaces"}"""))),
            new("telemetry elsewhere", "existing-workspace", prediction => prediction.Component.Properties()["WorkspaceResourceId"] = "x"),
            new("no logs of the app", "isolated", prediction => prediction.Resources.Remove(prediction.Diagnostics[1])),
            new("logs elsewhere", "isolated", prediction => prediction.Diagnostics[0].Properties()["workspaceId"] = "x")),

        new("There is a workbook that reads this Application Insights",
            prediction =>
            {
                JsonObject workbook = prediction.Workbook;
                workbook.Has("sourceId", prediction.Component.Id());
                JsonNode data = JsonNode.Parse((string)workbook["serializedData"]!)!;
                Assert.Equal([prediction.Component.Id()], data["fallbackResourceIds"].Texts());
                Assert.Equal(
                    ["availability", "broken", "failures", "latency", "places", "status"],
                    from item in data["items"]!.AsArray()
                    where (int?)item["type"] == 3
                    orderby (string?)item["name"]
                    select (string?)item["name"]);
            },
            new("another component", "isolated", prediction => prediction.Workbook["sourceId"] = "x"),
            new("a component nobody filled in", "isolated",
                prediction => prediction.Workbook["serializedData"] = """{"items":[],"fallbackResourceIds":["COMPONENT-ID"]}""")),
    ];

    private static IEnumerable<string> PathsOf(Variant variant) => variant.Ingress == "Private"
        ? []
        : [$"/{HealthRoutes.System}", .. variant.Watched.Select(PathOf)];

    private static string PathOf(string check) => $"/{HealthRoutes.Named.Replace("{name}", check, StringComparison.Ordinal)}";
}
