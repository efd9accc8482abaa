using System.Text.Json.Nodes;

namespace Infra.Tests.Facts;

/// <summary>The identity of the app, and what it may do.</summary>
internal static class IdentityFacts
{
    // Run-time values stay expressions in a prediction.
    private const string ClientId = "outputs.identity.value.clientId";
    private const string Id = "outputs.identity.value.id]";
    private const string PrincipalId = "outputs.identity.value.principalId]";

    public static readonly IReadOnlyList<TemplateFact> All =
    [
        new("The host finds its storage and sends its telemetry by identity",
            prediction =>
            {
                Dictionary<string, string?> settings =
                    prediction.Settings("AzureWebJobs", "APPLICATION").ToDictionary(StringComparer.Ordinal);
                Assert.Equal(
                    [
                        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
                        "APPLICATIONINSIGHTS_CONNECTION_STRING",
                        "AzureWebJobsStorage__blobServiceUri",
                        "AzureWebJobsStorage__clientId",
                        "AzureWebJobsStorage__credential",
                    ],
                    settings.Keys.Order(StringComparer.Ordinal));
                Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
                Assert.Contains(ClientId, settings["AzureWebJobsStorage__clientId"], StringComparison.Ordinal);
                Assert.Contains(ClientId, settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
                Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
                Assert.Contains(prediction.Storage.Name(), settings["AzureWebJobsStorage__blobServiceUri"], StringComparison.Ordinal);
                JsonObject deployment = prediction.AppConfig.At("deployment", "storage");
                deployment.Has("type", "blobContainer");
                deployment.At("authentication").Has("type", "UserAssignedIdentity");
                Assert.EndsWith(Id, (string?)deployment.At("authentication")["userAssignedIdentityResourceId"], StringComparison.Ordinal);
                Assert.EndsWith(Id, (string?)prediction.Site.Properties()["keyVaultReferenceIdentity"], StringComparison.Ordinal);
                prediction.Site.At("identity").Has("type", "UserAssigned");
                Assert.Contains("outputs.identity.value.id)", Assert.Single(prediction.Site.At("identity", "userAssignedIdentities")).Key, StringComparison.Ordinal);
            },
            new("the identity is not named", "no-checks", prediction => prediction.Set("AzureWebJobsStorage__clientId", null)),
            new("another identity", "no-checks",
                prediction => prediction.Set("AzureWebJobsStorage__clientId", "00000000-0000-0000-0000-000000000002")),
            new("no credential", "no-checks", prediction => prediction.Set("AzureWebJobsStorage__credential", "key")),
            new("telemetry without a login", "no-checks", prediction => prediction.Set("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", null)),
            new("somebody else's blobs", "no-checks",
                prediction => prediction.Set("AzureWebJobsStorage__blobServiceUri", "https://other.blob.core.windows.net")),
            new("queues, which nothing uses", "no-checks",
                prediction => prediction.Set("AzureWebJobsStorage__queueServiceUri", "https://other.queue.core.windows.net")),
            new("packages by an identity there is not", "no-checks",
                prediction => prediction.AppConfig.At("deployment", "storage", "authentication")["type"] = "SystemAssignedIdentity"),
            new("secrets by the identity there is not", "many-checks",
                prediction => prediction.Site.Properties()["keyVaultReferenceIdentity"] = "SystemAssigned"),
            new("a second identity", "no-checks", prediction => prediction.Site.At("identity")["type"] = "SystemAssigned, UserAssigned")),

        new("The identity has the roles it needs, where it needs them, and no other role is granted",
            prediction =>
            {
                IReadOnlyList<JsonObject> grants = prediction.Grants;
                Assert.Equal(
                    RolesOf(prediction).Order(),
                    grants.Select(grant => (ScopeOf(grant), RoleOf(grant))).Order());
                Assert.All(grants, grant =>
                {
                    Assert.EndsWith(PrincipalId, (string?)grant.Properties()["principalId"], StringComparison.Ordinal);
                    grant.Properties().Has("principalType", "ServicePrincipal");
                });
            },
            new("an owner", "no-checks",
                prediction => prediction.Grants[0].Properties()["roleDefinitionId"] = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
            new("one role more", "no-checks", prediction => prediction.Resources.Add(prediction.Grants[0].DeepClone())),
            new("one role less", "no-checks", prediction => prediction.Resources.Remove(prediction.Grants[1])),
            new("the whole resource group", "no-checks",
                prediction => prediction.Grants[0]["id"] = "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Authorization/x"),
            new("somebody else", "no-checks",
                prediction => prediction.Grants[1].Properties()["principalId"] = "00000000-0000-0000-0000-000000000002"),
            new("a user", "no-checks", prediction => prediction.Grants[1].Properties()["principalType"] = "User"),
            new("another vault", "many-checks",
                prediction => prediction.Grants[0]["id"] = "/vaults/kv-other/providers/Microsoft.Authorization/x"),
            new("the whole vault", "many-checks", prediction => prediction.Grants[0]["id"] =
                $"[extensionResourceId('/subscriptions/{BicepCli.Subscription}{prediction.Variant.Vault}', 'Microsoft.Authorization/roleAssignments', x)]")),

        new("A role has another name for another principal, or a grant to one that is gone would be updated, which Azure refuses",
            prediction => Assert.All(prediction.Grants, grant => Assert.Contains("outputs.identity.value.principalId", grant.Name(), StringComparison.Ordinal)),
            new Mutant("a name by resource", "many-checks",
                prediction => prediction.Grants[0]["name"] = "[guid('kv-health', 'id-health', '4633458b-17de-408a-b874-0445c86b69e6')]")),
    ];

    private static IEnumerable<(string Scope, string Role)> RolesOf(Prediction prediction)
    {
        yield return (prediction.Storage.Id(), "b7e6dc6d-f1e8-4753-8033-0f276bb0955b");
        yield return (prediction.Component.Id(), "3913510d-42f4-4e42-8a64-420c390055eb");
        foreach (string secret in prediction.Variant.Secrets)
        {
            yield return ($"/subscriptions/{BicepCli.Subscription}{prediction.Variant.Vault}/secrets/{secret}", "4633458b-17de-408a-b874-0445c86b69e6");
        }
    }

    // The id is an expression: its first text is what the role is granted on.
    private static string ScopeOf(JsonObject grant) => grant.Id().Split('\'') is [_, string scope, ..] ? scope : grant.Id();

    private static string RoleOf(JsonObject grant) => ((string)grant.Properties()["roleDefinitionId"]!).Split('/')[^1];
}
