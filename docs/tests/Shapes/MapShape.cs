using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary>Texts by name; or all of them as one JSON object in a text.</summary>
internal sealed class MapShape : Shape
{
    private const string JsonPattern = @"^\s*\{[\s\S]*\}\s*$";
    private const string AllowedJson = "one JSON object of texts, such as {\"X-Api-Key\":\"...\"}";

    public override IEnumerable<string> Good => ["{\"X-Api-Key\":\"value\"}"];

    public override IEnumerable<string> Bad => ["X-Api-Key: value", "[]"];

    public override JsonObject InJson(bool isRequired) => Schemas.Matching(JsonPattern, AllowedJson, isRequired)
        .Or("object", ("additionalProperties", new JsonObject { ["type"] = "string" }));

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) =>
    [
        (key, Schemas.Matching(JsonPattern, AllowedJson, isRequired)),
        ($"{key}__[^:]*[^:_]", new JsonObject { ["type"] = "string" }),
    ];

    public override IEnumerable<string> KeysInDocs(string key) => [$"`{key}__<name>`"];
}
