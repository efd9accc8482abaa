using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace HealthFunctions.Checks.Http;

/// <summary>Finds a value in a JSON document, by RFC 6901.</summary>
internal sealed class JsonPointer
{
    private readonly string _text;
    private readonly string[] _tokens;

    private JsonPointer(string text, string[] tokens) => (_text, _tokens) = (text, tokens);

    /// <exception cref="FormatException">The text is no pointer.</exception>
    public static JsonPointer Parse(string text) =>
        TryParse(text, out JsonPointer? pointer) ? pointer : throw new FormatException($"'{text}' is no JSON pointer.");

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPointer? pointer)
    {
        pointer = null;
        if (!text.StartsWith('/'))
        {
            return false;
        }

        string[] tokens = text[1..].Split('/');
        for (int i = 0; i < tokens.Length; i++)
        {
            // What begins with ~ is ~0 or ~1.
            if (tokens[i].Split('~').Skip(1).Any(escaped => escaped is not ['0' or '1', ..]))
            {
                return false;
            }

            tokens[i] = tokens[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        pointer = new JsonPointer(text, tokens);
        return true;
    }

    /// <returns>Null where there is no such value.</returns>
    /// <exception cref="InvalidOperationException">A name in the document is no Unicode.</exception>
    public JsonElement? Find(JsonElement root)
    {
        JsonElement value = root;
        foreach (string token in _tokens)
        {
            bool found = value.ValueKind switch
            {
                JsonValueKind.Object => value.TryGetProperty(token, out value),
                JsonValueKind.Array => TryGetItem(token, ref value),
                _ => false,
            };
            if (!found)
            {
                return null;
            }
        }

        return value;
    }

    public override string ToString() => _text;

    private static bool TryGetItem(string token, ref JsonElement value)
    {
        if (token is not ("0" or [>= '1' and <= '9', ..])
            || !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || index >= value.GetArrayLength())
        {
            return false;
        }

        value = value[index];
        return true;
    }
}
