using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagShape : Shape
{
    public override IEnumerable<string> Good => ["true", "false", "True", "FALSE"];

    public override IEnumerable<string> Bad => ["yes", "1", "on"];

    public override JsonObject InJson(bool isRequired) => Text(isRequired).Or("boolean");

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired)
    {
        JsonObject schema = Text(isRequired);
        schema["examples"] = new JsonArray("true", "false");
        return [(key, schema)];
    }

    private static JsonObject Text(bool isRequired) => Schemas.Matching("^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$", "true or false", isRequired);
}
