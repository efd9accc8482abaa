using System.Text.Json;

namespace HealthFunctions.Checks.Azure;

/// <summary>Holds what a key vault tells of a secret, but for its value.</summary>
/// <param name="IsEnabled">Whether it is to be used.</param>
/// <param name="EndsAt">When it ends; null for never.</param>
internal sealed record SecretAttributes(bool IsEnabled, DateTimeOffset? EndsAt)
{
    /// <summary>Reads the answer of a vault. It passes over the value, which never is a text of its own.</summary>
    /// <returns>Null for an answer without attributes.</returns>
    public static SecretAttributes? Read(ReadOnlySpan<byte> answer)
    {
        Utf8JsonReader reader = new(answer);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("attributes"u8))
                {
                    return ReadAttributes(ref reader);
                }

                reader.Skip();
            }

            return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static SecretAttributes? ReadAttributes(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        bool isEnabled = true;
        DateTimeOffset? endsAt = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("enabled"u8))
            {
                reader.Read();
                isEnabled = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("exp"u8))
            {
                reader.Read();
                endsAt = reader.TokenType == JsonTokenType.Null ? null : DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());
            }
            else
            {
                reader.Skip();
            }
        }

        return new SecretAttributes(isEnabled, endsAt);
    }
}
