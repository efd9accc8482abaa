using System.Globalization;
using System.Text;

namespace HealthFunctions.Checks.Tcp;

/// <summary>Reads a text whose escapes stand for bytes that a setting cannot hold.</summary>
internal static class EscapedText
{
    public const string Allowed = @"a text in which a \ begins \r, \n, \t, \\ or \x00 to \xFF";

    /// <summary>Makes the bytes of a text: UTF-8, with one byte for each escape.</summary>
    public static bool TryParse(string text, out byte[] bytes)
    {
        List<byte> all = [];
        bytes = [];
        for (int start = 0; start < text.Length;)
        {
            int escape = text.IndexOf('\\', start);
            all.AddRange(Encoding.UTF8.GetBytes(text[start..(escape < 0 ? text.Length : escape)]));
            if (escape < 0)
            {
                break;
            }

            if (!TryParseEscape(text.AsSpan(escape + 1), out byte value, out int length))
            {
                return false;
            }

            all.Add(value);
            start = escape + 1 + length;
        }

        bytes = [.. all];
        return true;
    }

    private static bool TryParseEscape(ReadOnlySpan<char> text, out byte value, out int length)
    {
        length = text is ['x', _, _, ..] ? 3 : 1;
        if (length == 3)
        {
            return byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        value = text switch
        {
            ['r', ..] => (byte)'\r',
            ['n', ..] => (byte)'\n',
            ['t', ..] => (byte)'\t',
            ['\\', ..] => (byte)'\\',
            _ => 0,
        };
        return value != 0;
    }
}
