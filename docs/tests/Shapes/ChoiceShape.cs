using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary>One of a few texts. Editors offer them; in another case, which the app reads too, they are underlined.</summary>
internal sealed class ChoiceShape(IReadOnlyList<string> values) : Shape
{
    public override IEnumerable<string> Good => values;

    public override IEnumerable<string> Bad => ["nothing-of-the-kind"];

    public override JsonObject InJson(bool isRequired) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
    };

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) => [(key, InJson(isRequired))];
}
