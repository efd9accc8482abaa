using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Docs.Tests.Shapes;

/// <summary>A text.</summary>
/// <param name="pattern">What it matches; null for any.</param>
/// <param name="allowed">What is allowed, in words.</param>
/// <param name="longest">How long it may be; null for any length.</param>
/// <param name="countsBytes">Whether the length is one of bytes, which the text may have escapes for.</param>
/// <param name="denied">What it may not be.</param>
internal sealed class TextShape(string? pattern, string? allowed, int? longest, bool countsBytes, IReadOnlyList<string> denied) : Shape
{
    /// <summary>Gets the letters that a text may have. An escape is up to four letters, and stands for one byte.</summary>
    private int? Letters => countsBytes ? 4 * longest : longest;

    public override IEnumerable<string> Good => longest is { } length && pattern is null ? [new string('x', length)] : [];

    public override IEnumerable<string> Bad => Letters is { } letters && pattern is null ? [new string('x', letters + 1), .. denied] : denied;

    public override string? LimitsInWords => longest is { } length ? string.Create(CultureInfo.InvariantCulture, $"up to {length:N0}") : null;

    public override JsonObject InJson(bool isRequired)
    {
        JsonObject schema = pattern is not null ? Schemas.Matching(pattern, allowed, isRequired) : new JsonObject { ["type"] = "string" };
        if (isRequired && pattern is null)
        {
            schema["minLength"] = 1;
        }

        if (Letters is { } letters)
        {
            schema["maxLength"] = letters;
        }

        if (denied.Count > 0)
        {
            schema["not"] = new JsonObject { ["pattern"] = $"^({string.Join('|', denied.Select(AnyCase))})$" };
        }

        return schema;
    }

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) => [(key, InJson(isRequired))];

    private static string AnyCase(string text) => string.Concat(text.Select(letter => char.IsAsciiLetter(letter)
        ? $"[{char.ToUpperInvariant(letter)}{char.ToLowerInvariant(letter)}]"
        : Regex.Escape($"{letter}")));
}
