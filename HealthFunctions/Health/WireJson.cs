using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HealthFunctions.Health;

/// <summary>Writes JSON for callers.</summary>
internal static class WireJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The answer is application/json under nosniff, never HTML: quotes and umlauts may stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the properties as one JSON object, without those whose names the wire contract keeps for itself.</summary>
    /// <returns>Empty where there is no property to show.</returns>
    /// <exception cref="ArgumentException">A number is infinite or not a number.</exception>
    /// <exception cref="NotSupportedException">A value is of a type that JSON source generation does not know.</exception>
    public static ReadOnlyMemory<byte> WriteProperties(JsonObject properties)
    {
        bool any = false;
        ReadOnlyMemory<byte> written = Write(writer =>
        {
            foreach ((string name, JsonNode? value) in properties)
            {
                if (name is "code" or "ok" or "error")
                {
                    continue;
                }

                any = true;
                writer.WritePropertyName(name);
                if (value is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    value.WriteTo(writer);
                }
            }
        });
        return any ? written : default;
    }

    /// <summary>Writes one JSON object.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> properties)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            properties(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
