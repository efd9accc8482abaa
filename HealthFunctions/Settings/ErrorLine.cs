using System.Globalization;
using System.Text;

namespace HealthFunctions.Settings;

/// <summary>Makes one line of an error, in which nothing controls the terminal or the log that shows it.</summary>
internal static class ErrorLine
{
    private const int Longest = 2_000;

    /// <param name="error">The error, with whatever a key or a name may have in it.</param>
    public static string Of(string error)
    {
        StringBuilder line = new(Math.Min(error.Length, Longest) + 1);
        foreach (Rune rune in error.EnumerateRunes())
        {
            if (line.Length >= Longest)
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

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}
