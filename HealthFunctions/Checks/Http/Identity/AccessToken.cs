using System.Globalization;
using System.Text.Json;

namespace HealthFunctions.Checks.Http.Identity;

/// <summary>Holds a token of a managed identity.</summary>
internal sealed class AccessToken
{
    private AccessToken(string value, DateTimeOffset endsAt) => (Value, EndsAt) = (value, endsAt);

    public string Value { get; }

    public DateTimeOffset EndsAt { get; }

    /// <summary>Reads the answer of an identity endpoint.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="now">The time, which is the token's end where the answer tells none: it is used once.</param>
    /// <returns>Null for an answer without a token.</returns>
    public static AccessToken? Read(string json, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("access_token", out JsonElement token)
                || token.ValueKind != JsonValueKind.String
                || token.GetString() is not { Length: > 0 } value
                || value.Any(letter => letter is not (>= '!' and <= '~')))
            {
                return null;
            }

            DateTimeOffset endsAt = SecondsOf(root, "expires_on") is { } since1970
                ? DateTimeOffset.FromUnixTimeSeconds(since1970)
                : now.AddSeconds(SecondsOf(root, "expires_in") ?? 0);
            return new AccessToken(value, endsAt);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads whole seconds, which one endpoint writes as a number, and another as a text.</summary>
    private static long? SecondsOf(JsonElement root, string name)
    {
        // Up to the year 5138, within which DateTimeOffset can add.
        const long Most = 100_000_000_000;
        string? text = root.TryGetProperty(name, out JsonElement seconds) ? seconds.ToString() : null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? Math.Min(value, Most) : null;
    }
}
