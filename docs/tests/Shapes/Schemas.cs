using System.Text.Json.Nodes;

namespace Docs.Tests.Shapes;

/// <summary>Makes parts of JSON schemas.</summary>
internal static class Schemas
{
    /// <summary>Makes the schema of a text that matches a pattern.</summary>
    /// <param name="pattern">The pattern, from <c>^</c> to <c>$</c>, in what JSON schema and .NET both read.</param>
    /// <param name="allowed">What is allowed, in words; editors that know the keyword show it in place of the pattern.</param>
    /// <param name="isRequired">Whether an empty text, which is none, is refused.</param>
    public static JsonObject Matching(string pattern, string? allowed, bool isRequired)
    {
        JsonObject schema = new() { ["type"] = "string", ["pattern"] = isRequired ? pattern : $"^$|{pattern}" };
        if (allowed is not null)
        {
            schema["patternErrorMessage"] = $"Allowed: {allowed}.";
        }

        return schema;
    }

    /// <summary>Adds to a schema of text that the value may also be of another type of JSON.</summary>
    public static JsonObject Or(this JsonObject text, string type, params ReadOnlySpan<(string Keyword, JsonNode? Value)> keywords)
    {
        text["type"] = new JsonArray(type, "string");
        foreach ((string keyword, JsonNode? value) in keywords)
        {
            text[keyword] = value;
        }

        return text;
    }
}
