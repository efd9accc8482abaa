using System.Text.Json.Nodes;
using Docs.Tests.Declarations;
using Docs.Tests.Writers;

namespace Docs.Tests.Shapes;

/// <summary>A section of keys.</summary>
internal sealed class SectionShape(IReadOnlyList<DeclaredKey> keys) : Shape
{
    public IReadOnlyList<DeclaredKey> Keys { get; } = keys;

    public override JsonObject InJson(bool isRequired) => KeySchemas.Section(Keys);

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) =>
        Keys.SelectMany(below => below.Shape.InText($"{key}__{below.Name}", below.IsRequired));

    public override IEnumerable<string> KeysInDocs(string key) => Keys.SelectMany(below => below.Shape.KeysInDocs($"{key}__{below.Name}"));
}
