using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Docs.Tests.Declarations;
using Docs.Tests.Shapes;

namespace Docs.Tests.Writers;

/// <summary>Writes JSON.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static string Of(JsonNode node) => node.ToJsonString(Options);

    /// <summary>Makes the example of a type as <c>appsettings.json</c> has it.</summary>
    public static JsonObject Example(DeclaredType type)
    {
        JsonObject json = Nested(type.Example.FullSettings);
        JsonObject check = json["HealthChecks"]![type.Example.Check]!.AsObject();
        foreach (DeclaredKey key in type.Keys)
        {
            if (check[key.Name] is JsonValue value && value.GetValue<string>() is { } text)
            {
                check[key.Name] = key.Shape switch
                {
                    IntegerShape => long.Parse(text, CultureInfo.InvariantCulture),
                    FlagShape => bool.Parse(text),
                    _ => text,
                };
            }
        }

        return json;
    }

    /// <summary>Makes sections of keys such as <c>HealthChecks__shop__Tags__0</c>.</summary>
    public static JsonObject Nested(IEnumerable<(string Key, string Value)> settings)
    {
        JsonObject json = [];
        foreach ((string key, string value) in settings)
        {
            Set(json, key.Split("__"), value);
        }

        return json;
    }

    private static void Set(JsonNode parent, ReadOnlySpan<string> keys, JsonNode value)
    {
        if (keys.Length == 1)
        {
            Put(parent, keys[0], value);
            return;
        }

        JsonNode? child = parent is JsonArray array ? array.ElementAtOrDefault(int.Parse(keys[0], CultureInfo.InvariantCulture)) : parent[keys[0]];
        if (child is null)
        {
            child = int.TryParse(keys[1], CultureInfo.InvariantCulture, out _) ? new JsonArray() : new JsonObject();
            Put(parent, keys[0], child);
        }

        Set(child, keys[1..], value);
    }

    private static void Put(JsonNode parent, string key, JsonNode value)
    {
        if (parent is JsonArray array)
        {
            array.Add(value);
        }
        else
        {
            parent[key] = value;
        }
    }
}
