using System.Globalization;
using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary>A whole number in a range.</summary>
internal sealed class IntegerShape(long minimum, long maximum, IReadOnlyList<long> denied) : Shape
{
    public long Minimum { get; } = minimum;

    public long Maximum { get; } = maximum;

    public override IEnumerable<string> Good => [Text(Minimum), Text(Maximum), $"00{Text(Maximum)}"];

    public override IEnumerable<string> Bad =>
        [Text(Minimum - 1), Text(Maximum + 1), "x", "1.5", "1e3", $"+{Text(Maximum)}", .. denied.Select(Text)];

    public override string LimitsInWords => string.Create(CultureInfo.InvariantCulture, $"{Minimum:N0} to {Maximum:N0}");

    public override JsonObject InJson(bool isRequired)
    {
        JsonObject schema = InText(isRequired).Or("integer", ("minimum", Minimum), ("maximum", Maximum));
        if (denied.Count > 0)
        {
            schema["not"] = new JsonObject { ["enum"] = new JsonArray([.. denied.Select(value => JsonValue.Create(value))]) };
        }

        return schema;
    }

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) => [(key, InText(isRequired))];

    private JsonObject InText(bool isRequired)
    {
        string but = denied.Count > 0 ? $"(?!0*({string.Join('|', denied)})$)" : string.Empty;
        string words = denied.Count > 0 ? $", but for {string.Join(", ", denied)}" : string.Empty;
        return Schemas.Matching($"^{but}{NumberPattern.Of(Minimum, Maximum)}$", $"a whole number from {Minimum} to {Maximum}{words}", isRequired);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
