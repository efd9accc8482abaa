using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace Docs.Tests.Declarations;

/// <summary>Makes Markdown in one line of a docstring.</summary>
internal static partial class DocText
{
    /// <summary>Returns the text; empty for no element.</summary>
    public static string Of(XElement? element)
    {
        StringBuilder text = new();
        foreach (XNode node in element?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see => $"`{NameOf(see)}`",
                XElement { Name.LocalName: "paramref" } parameter => $"`{(string?)parameter.Attribute("name")}`",
                XElement { Name.LocalName: "list" or "example" } => string.Empty,
                XElement other => Of(other),
                _ => string.Empty,
            });
        }

        return Space.Replace(text.ToString(), " ").Trim();
    }

    /// <summary>Splits at the first end of a clause outside of code: <c>a; b. c</c> into <c>a</c> and <c>b. c</c>.</summary>
    public static (string Clause, string After) SplitClause(string text)
    {
        bool isCode = false;
        for (int i = 0; i < text.Length; i++)
        {
            isCode ^= text[i] == '`';
            bool isEnd = text[i] is ';' or '.' && (i + 1 == text.Length || text[i + 1] == ' ');
            if (isEnd && !isCode)
            {
                return (text[..i], text[(i + 1)..].Trim());
            }
        }

        return (text, string.Empty);
    }

    /// <summary>Begins a text with a capital letter.</summary>
    public static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Leaves the marks of Markdown out.</summary>
    public static string WithoutMarks(string text) => text.Replace("`", string.Empty, StringComparison.Ordinal);

    private static string NameOf(XElement see)
    {
        if (see.Attribute("langword") is { } word)
        {
            return word.Value;
        }

        string[] parts = see.Attribute("cref")!.Value[2..].Split('(')[0].Split('.');
        return parts[^2] switch
        {
            // As settings and answers write them.
            nameof(HealthFunctionsOptions) => $"HealthFunctions__{parts[^1]}",
            nameof(HealthReason) => WireName(parts[^1]),
            _ => parts[^1],
        };
    }

    private static string WireName(string reason) => WordStart.Replace(reason, "_").ToUpperInvariant();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space { get; }

    [GeneratedRegex(@"(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart { get; }
}
