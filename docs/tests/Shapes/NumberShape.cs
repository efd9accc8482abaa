using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary>A number, with or without decimals.</summary>
internal sealed class NumberShape : Shape
{
    public override IEnumerable<string> Good => ["0", "1.5"];

    public override IEnumerable<string> Bad => ["x", "1,5", "1.5.1"];

    public override JsonObject InJson(bool isRequired) => Text(isRequired).Or("number");

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) => [(key, Text(isRequired))];

    private static JsonObject Text(bool isRequired) =>
        Schemas.Matching(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$", "a number such as 0.5", isRequired);
}
