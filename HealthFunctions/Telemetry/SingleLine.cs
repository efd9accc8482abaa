using System.Globalization;
using System.Text;

namespace HealthFunctions.Telemetry;

/// <summary>Makes one line of a text of others, in which nothing controls the terminal or the log that shows it.</summary>
internal static class SingleLine
{
    /// <summary>Makes the line: what cannot be seen is written as <c>\u001B</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The length from which it is cut.</param>
    public static string Of(string text, int longest)
    {
        StringBuilder line = new(Math.Min(text.Length, longest) + 1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
            {
                return line.Append('…').ToString();
            }

            if (IsVisible(rune))
            {
                line.Append(rune.ToString());
            }
            else
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
        }

        return line.ToString();
    }

    /// <summary>Tells whether a text is one line as it is.</summary>
    public static bool Is(string text, int longest) => text.Length <= longest && text.EnumerateRunes().All(IsVisible);

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}
