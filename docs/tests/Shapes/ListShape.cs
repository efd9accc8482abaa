using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary>A list.</summary>
/// <param name="item">What one value is.</param>
internal sealed class ListShape(Shape item) : Shape
{
    public Shape Item { get; } = item;

    /// <summary>Gets a text in the place of the list.</summary>
    public override IEnumerable<string> Bad => ["one"];

    public override JsonObject InJson(bool isRequired) => new() { ["type"] = "array", ["items"] = Item.InJson(isRequired: false) };

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) =>
        Item.InText($"{key}__[0-9]+", isRequired: false);

    public override IEnumerable<string> KeysInDocs(string key) =>
        Item is SectionShape section ? section.KeysInDocs($"{key}__0") : [$"`{key}__0`", $"`{key}__1`…"];
}
