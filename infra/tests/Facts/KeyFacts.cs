using System.Text.Json.Nodes;

namespace Infra.Tests.Facts;

/// <summary>No key opens anything, and no secret is seen.</summary>
internal static class KeyFacts
{
    public static readonly IReadOnlyList<TemplateFact> All =
    [
        new("Nothing can be reached with a shared key",
            prediction =>
            {
                JsonObject storage = prediction.Storage.Properties();
                storage.Has("allowSharedKeyAccess", false);
                storage.Has("allowBlobPublicAccess", false);
                storage.Has("defaultToOAuthAuthentication", true);
                prediction.Packages.Has("publicAccess", "None");
                prediction.Component.Properties().Has("DisableLocalAuth", true);
                Assert.All(prediction.Workspaces, workspace => workspace.At("properties", "features").Has("disableLocalAuth", true));
                Assert.All(prediction.PublishingPolicies, policy => policy.Properties().Has("allow", false));
                Assert.Equal(["ftp", "scm"], prediction.PublishingPolicies.Select(policy => policy.Name().Split('/')[1]).Order());
                Assert.DoesNotContain("listKeys", prediction.Text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("AccountKey=", prediction.Text, StringComparison.OrdinalIgnoreCase);
            },
            new("storage takes keys", "no-checks", prediction => prediction.Storage.Properties()["allowSharedKeyAccess"] = true),
            new("storage does not say", "no-checks", prediction => prediction.Storage.Properties().Remove("allowSharedKeyAccess")),
            new("blobs are public", "no-checks", prediction => prediction.Storage.Properties()["allowBlobPublicAccess"] = true),
            new("packages are public", "isolated", prediction => prediction.Packages["publicAccess"] = "Blob"),
            new("telemetry takes a key", "isolated", prediction => prediction.Component.Properties()["DisableLocalAuth"] = false),
            new("logs take a key", "isolated",
                prediction => prediction.Workspaces[0].At("properties", "features").Remove("disableLocalAuth")),
            new("basic publishing", "isolated", prediction => prediction.PublishingPolicies[1].Properties()["allow"] = true),
            new("no word on FTP", "isolated", prediction => prediction.Resources.Remove(prediction.PublishingPolicies[0])),
            new("a connection string", "isolated",
                prediction => prediction.Set("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b"))),

        new("No secret is in an output, nor anywhere else in the prediction",
            prediction =>
            {
                Assert.Equal(
                    "AZURE_RESOURCE_GROUP FUNCTION_APP_NAME HEALTH_INGRESS HEALTH_SECRETS HEALTH_TESTS HEALTH_TOKEN HEALTH_URL WATCHED_ROUTES".Split(' '),
                    prediction.Outputs.Select(output => output.Key).Order(StringComparer.Ordinal));
                string outputs = prediction.Outputs.ToJsonString();
                Assert.All(
                    ["connectionString", "keys", "secret", "sas", "webhook"],
                    word => Assert.DoesNotContain($"outputs.{word}", outputs, StringComparison.OrdinalIgnoreCase));
                Assert.DoesNotContain("a-token", prediction.Text, StringComparison.Ordinal);
            },
            new("the webhook", "isolated", prediction => prediction.Outputs["ALERT_WEBHOOK_URL"] = "https://hooks.example.com/"),
            new("the connection string", "isolated",
                prediction => prediction.Outputs["HEALTH_URL"] = "[reference('x').outputs.connectionString.value]"),
            new("the webhook in plain", "isolated",
                prediction => prediction.ActionGroup["webhookReceivers"] = Json.Of("""[{"serviceUri":"https://x/a-token"}]"""))),
    ];
}
