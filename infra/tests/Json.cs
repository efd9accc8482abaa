using System.Text.Json.Nodes;

namespace Infra.Tests;

/// <summary>How facts read a resource. What is not there reads as empty, so that a fact fails by what it says.</summary>
internal static class Json
{
    public static JsonNode Of(string text) => JsonNode.Parse(text)!;

    public static string Id(this JsonObject resource) => (string)resource["id"]!;

    public static string Name(this JsonObject resource) => (string)resource["name"]!;

    public static JsonObject Properties(this JsonObject resource) => resource.At("properties");

    public static JsonObject At(this JsonObject node, params ReadOnlySpan<string> path) =>
        path is [string key, .. ReadOnlySpan<string> rest] ? (node[key] as JsonObject ?? []).At(rest) : node;

    /// <summary>The target of a private endpoint.</summary>
    public static JsonObject Connection(this JsonObject endpoint) =>
        endpoint.Properties()["privateLinkServiceConnections"]![0]!.AsObject().Properties();

    /// <summary>The first subnet of a network: the one the app calls out from.</summary>
    public static JsonObject IntegrationSubnet(this JsonObject network) =>
        network.Properties()["subnets"]![0]!.AsObject().Properties();

    public static IEnumerable<string?> Texts(this JsonNode? array) => array?.AsArray().Select(item => (string?)item) ?? [];

    public static void Has(this JsonObject node, string key, JsonNode value)
    {
        string? found = node[key]?.ToJsonString();
        Assert.True(JsonNode.DeepEquals(node[key], value), $"{key} is {found ?? "missing"}, not {value.ToJsonString()}");
    }
}
