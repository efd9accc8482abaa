using System.Text.Json.Nodes;

namespace Infra.Tests.Facts;

/// <summary>Who may call, how, and how the app reaches its storage.</summary>
internal static class NetworkFacts
{
    public static readonly IReadOnlyList<TemplateFact> All =
    [
        new("Everything speaks HTTPS, TLS 1.2 or later, and no other origin is invited",
            prediction =>
            {
                prediction.Site.Properties().Has("httpsOnly", true);
                Assert.Contains((string?)prediction.SiteConfig["minTlsVersion"], TlsVersions);
                Assert.Contains((string?)prediction.SiteConfig["scmMinTlsVersion"], TlsVersions);
                Assert.DoesNotContain("cors", prediction.SiteConfig.Select(property => property.Key));
                prediction.Storage.Properties().Has("minimumTlsVersion", "TLS1_2");
                prediction.Storage.Properties().Has("supportsHttpsTrafficOnly", true);
            },
            new("plain HTTP", "isolated", prediction => prediction.Site.Properties()["httpsOnly"] = false),
            new("old TLS", "isolated", prediction => prediction.SiteConfig["minTlsVersion"] = "1.0"),
            new("old TLS for deployments", "isolated", prediction => prediction.SiteConfig.Remove("scmMinTlsVersion")),
            new("all origins", "isolated", prediction => prediction.SiteConfig["cors"] = Json.Of("""{"allowedOrigins":["*"]}""")),
            new("old TLS for storage", "isolated", prediction => prediction.Storage.Properties()["minimumTlsVersion"] = "TLS1_0"),
            new("plain HTTP for storage", "isolated", prediction => prediction.Storage.Properties()["supportsHttpsTrafficOnly"] = false)),

        new("Only those may call who were let in",
            prediction =>
            {
                prediction.Site.Properties().Has("publicNetworkAccess", prediction.Variant.Ingress == "Private" ? "Disabled" : "Enabled");
                bool frontDoor = prediction.Variant.Ingress == "FrontDoor";
                prediction.SiteConfig.Has("ipSecurityRestrictionsDefaultAction", frontDoor ? "Deny" : "Allow");
                JsonArray rules = prediction.IngressRules;
                Assert.Equal(
                    frontDoor ? ["AzureFrontDoor.Backend", "ApplicationInsightsAvailability"] : [],
                    rules.Select(rule => (string?)rule!["ipAddress"]));
                Assert.All(rules.Take(1), rule => Assert.Equal([FrontDoorId], rule!["headers"]?["x-azure-fdid"].Texts() ?? []));
                Assert.Equal(prediction.Variant.Ingress == "Private" ? 1 : 0, prediction.EndpointsOf("sites").Count);
                prediction.Outputs.Has("HEALTH_INGRESS", prediction.Variant.Ingress);
            },
            new("a private app that is public", "private-network",
                prediction => prediction.Site.Properties()["publicNetworkAccess"] = "Enabled"),
            new("a private app without a door", "private-network",
                prediction => prediction.Resources.Remove(prediction.EndpointsOf("sites")[0])),
            new("past Front Door", "front-door", prediction => prediction.SiteConfig["ipSecurityRestrictionsDefaultAction"] = "Allow"),
            new("anybody's Front Door", "front-door", prediction => prediction.IngressRules[0]!.AsObject().Remove("headers")),
            new("somebody else's Front Door", "front-door",
                prediction => prediction.IngressRules[0]!["headers"]!["x-azure-fdid"]![0] = "x"),
            new("the tests are shut out", "front-door", prediction => prediction.IngressRules.RemoveAt(1))),

        new("In a network storage is closed and reached by private endpoints",
            prediction =>
            {
                bool closed = prediction.Variant.HasNetwork;
                prediction.Storage.Properties().Has("publicNetworkAccess", closed ? "Disabled" : "Enabled");
                prediction.Storage.Properties().At("networkAcls").Has("defaultAction", closed ? "Deny" : "Allow");
                Assert.Equal(closed, prediction.Site.Properties()["virtualNetworkSubnetId"] is not null);
                Assert.Equal(closed ? 1 : 0, prediction.EndpointsOf("blob").Count);
                Assert.All(prediction.EndpointsOf("blob"), endpoint => endpoint.Connection().Has("privateLinkServiceId", prediction.Storage.Id()));
                int zones = prediction.Variant.MakesZones ? prediction.All("Microsoft.Network/privateEndpoints").Count : 0;
                Assert.Equal(zones, prediction.All("Microsoft.Network/privateDnsZones").Count);
                Assert.Equal(zones, prediction.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
                Assert.Equal(zones, prediction.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
                Assert.All(prediction.All("Microsoft.Network/virtualNetworks"), network => Assert.Equal(
                    "Microsoft.App/environments", (string?)network.IntegrationSubnet()["delegations"]?[0]!["properties"]!["serviceName"]));
            },
            new("storage stays open", "private-network", prediction => prediction.Storage.Properties()["publicNetworkAccess"] = "Enabled"),
            new("storage lets others in", "existing-workspace",
                prediction => prediction.Storage.Properties().At("networkAcls")["defaultAction"] = "Allow"),
            new("the app calls from outside", "private-network",
                prediction => prediction.Site.Properties()["virtualNetworkSubnetId"] = null),
            new("no way to the blobs", "private-network", prediction => prediction.Resources.Remove(prediction.EndpointsOf("blob")[0])),
            new("the way leads elsewhere", "private-network",
                prediction => prediction.EndpointsOf("blob")[0].Connection()["privateLinkServiceId"] = "x"),
            new("nobody knows the way", "private-network",
                prediction => prediction.Resources.Remove(prediction.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks")[0])),
            new("a zone of the platform team", "existing-workspace",
                prediction => prediction.Resources.Add(Json.Of("""{"type":"Microsoft.Network/privateDnsZones"}"""))),
            new("a subnet Flex cannot use", "private-network",
                prediction => prediction.Single("Microsoft.Network/virtualNetworks").IntegrationSubnet().Remove("delegations"))),
    ];

    private static string FrontDoorId => "00000000-0000-0000-0000-0000000000fd";

    private static string[] TlsVersions => ["1.2", "1.3"];
}
