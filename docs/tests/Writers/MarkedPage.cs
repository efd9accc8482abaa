using System.Text;
using System.Text.RegularExpressions;

namespace Docs.Tests.Writers;

/// <summary>A page that people write, but for the parts between <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</summary>
internal sealed partial class MarkedPage(string text)
{
    public string Text { get; } = text;

    /// <summary>Replaces the parts. One that the page has no place for comes at its end, in a section of its own.</summary>
    public MarkedPage With(IEnumerable<(string Name, string Text)> parts)
    {
        Dictionary<string, string> texts = parts.ToDictionary(part => part.Name, part => part.Text, StringComparer.Ordinal);
        HashSet<string> placed = new(StringComparer.Ordinal);
        StringBuilder page = new(Part.Replace(Text, match =>
        {
            string name = match.Groups[1].Value;
            return placed.Add(name) && texts.TryGetValue(name, out string? made)
                ? Mark(name, made)
                : throw new InvalidOperationException($"The page has a part '{name}' that nothing makes, or has it twice.");
        }));
        foreach ((string name, string made) in texts.Where(part => !placed.Contains(part.Key)))
        {
            page.Append($"\n## {name}\n\n{Mark(name, made)}\n");
        }

        return new MarkedPage(page.ToString());
    }

    private static string Mark(string name, string text) => $"<!-- generated: {name} -->\n{text.Trim()}\n<!-- end -->";

    [GeneratedRegex(@"<!-- generated: (\w+) -->\n(?:.*\n)*?<!-- end -->")]
    private static partial Regex Part { get; }
}
