using System.Text.Json.Nodes;
using Docs.Tests.Declarations;

namespace Docs.Tests.Writers;

/// <summary>Makes the schemas of keys, with their docs.</summary>
internal static class KeySchemas
{
    /// <summary>Makes the schema of a section that has these keys and no others.</summary>
    public static JsonObject Section(IEnumerable<DeclaredKey> keys)
    {
        JsonObject properties = [];
        JsonArray required = [];
        foreach (DeclaredKey key in keys)
        {
            properties[key.Name] = WithDocs(key, key.Shape.InJson(key.IsRequired));
            if (key.IsRequired)
            {
                required.Add(key.Name);
            }
        }

        JsonObject schema = new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    /// <summary>Puts before a schema what the key means, which editors show.</summary>
    public static JsonObject WithDocs(DeclaredKey key, JsonObject schema)
    {
        string start = key.IsRequired ? "Required." : $"Default: {DocText.WithoutMarks(key.Default)}.";
        schema.Insert(0, "description", $"{DocText.WithoutMarks(key.Meaning)} {start}");
        return schema;
    }
}
