using System.Text.Json.Nodes;
using Docs.Tests.Declarations;
using Docs.Tests.Shapes;

namespace Docs.Tests.Writers;

/// <summary>Makes the JSON schemas of the files of settings.</summary>
internal static class JsonSchemas
{
    public const string AppSettingsPath = "schema/healthfunctions.schema.json";
    public const string LocalSettingsPath = "schema/local.settings.schema.json";

    private const string Address = "https://raw.githubusercontent.com/healthfunctions/healthfunctions/main/";
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    private const string AllowedNames = "a letter or digit, then up to 63 letters, digits, '.', '_' or '-'";
    private const string Check = "check";
    private const string Code = "code";
    private const string App = "app";

    /// <summary>Makes the schema of <c>appsettings.json</c>. Sections of others are open.</summary>
    public static string AppSettings() => JsonText.Of(new JsonObject
    {
        ["$schema"] = Dialect,
        ["$id"] = Address + AppSettingsPath,
        ["title"] = "Settings of HealthFunctions in appsettings.json",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["HealthChecks"] = new JsonObject
            {
                ["description"] = "Health checks, by name. The name is part of the route: /_system/check/<name>.",
                ["type"] = "object",
                ["propertyNames"] = Schemas.Matching("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", AllowedNames, isRequired: true),
                ["additionalProperties"] = Reference(Check),
            },
            ["HealthFunctions"] = Reference(App),
        },
        ["$defs"] = Definitions(),
    }) + "\n";

    /// <summary>
    /// Makes the schema of <c>local.settings.json</c>, whose keys are in one line each. A schema cannot tell of which type the
    /// check of a key is, so each key may be what it is for any type that has it.
    /// </summary>
    public static string LocalSettings()
    {
        const string name = "[A-Za-z0-9]([A-Za-z0-9.-]|_(?!_)){0,63}";
        const string checks = "HealthChecks__";
        const string app = "HealthFunctions__";
        IEnumerable<(string Owner, DeclaredKey Key)> keys = SettingsPage.CheckKeys.Select(key => (string.Empty, key))
            .Concat(DeclaredTypes.All.SelectMany(type => type.Keys.Select(key => (type.Name, key))));
        ILookup<string, (string Owner, JsonObject Schema)> checkKeys = keys
            .SelectMany(known => known.Key.Shape.InText(known.Key.Name, known.Key.IsRequired)
                .Select(text => (text.KeyPattern, known.Owner, Schema: KeySchemas.WithDocs(known.Key, text.Schema))))
            .Append((KeyPattern: "Type", Owner: string.Empty, Schema: TypeSchema()))
            .ToLookup(text => text.KeyPattern, text => (text.Owner, text.Schema));
        (string KeyPattern, JsonObject Schema)[] appKeys =
            [.. SettingsPage.AppKeys.SelectMany(key => key.Shape.InText(key.Name, key.IsRequired).Select(text => (text.KeyPattern, KeySchemas.WithDocs(key, text.Schema))))];

        JsonObject patterns = [];
        foreach (IGrouping<string, (string, JsonObject)> key in checkKeys.OrderBy(key => key.Key, StringComparer.Ordinal))
        {
            patterns[$"^{checks}{name}__{key.Key}$"] = AnyOf(key);
        }

        patterns[$"^{checks}(?!{name}__({string.Join('|', checkKeys.Select(key => key.Key).Order(StringComparer.Ordinal))})$)"] = Unknown();
        JsonObject properties = [];
        foreach ((string pattern, JsonObject schema) in appKeys.Where(key => IsName(key.KeyPattern)))
        {
            // With their whole names, editors offer them.
            properties[app + pattern] = schema;
        }

        foreach ((string pattern, JsonObject schema) in appKeys.Where(key => !IsName(key.KeyPattern)))
        {
            patterns[$"^{app}{pattern}$"] = schema;
        }

        patterns[$"^{app}(?!({string.Join('|', appKeys.Select(key => key.KeyPattern).Order(StringComparer.Ordinal))})$)"] = Unknown();
        return JsonText.Of(new JsonObject
        {
            ["$schema"] = Dialect,
            ["$id"] = Address + LocalSettingsPath,
            ["title"] = "Settings of HealthFunctions in local.settings.json",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["IsEncrypted"] = new JsonObject { ["type"] = "boolean" },
                ["Values"] = new JsonObject
                {
                    ["description"] = "App settings, each a text.",
                    ["type"] = "object",
                    ["properties"] = properties,
                    ["patternProperties"] = patterns,
                    ["additionalProperties"] = new JsonObject { ["type"] = "string" },
                },
            },
        }) + "\n";
    }

    private static JsonObject Definitions()
    {
        JsonObject definitions = new()
        {
            [Check] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["Type"] = TypeSchema() },
                ["allOf"] = new JsonArray(
                [
                    If(new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray("Type") } }, Code),
                    .. DeclaredTypes.All.Select(type => If(
                        new JsonObject { ["properties"] = new JsonObject { ["Type"] = new JsonObject { ["const"] = type.Name } }, ["required"] = new JsonArray("Type") },
                        type.Name)),
                ]),
            },
            [Code] = With("A check that is registered in code under this name; or the Type is missing.", KeySchemas.Section(SettingsPage.CheckKeys)),
        };
        foreach (DeclaredType type in DeclaredTypes.All)
        {
            JsonObject section = KeySchemas.Section(type.Keys);
            JsonObject properties = section["properties"]!.AsObject();
            properties.Insert(0, "Type", true);
            foreach (DeclaredKey key in SettingsPage.CheckKeys)
            {
                properties[key.Name] = new JsonObject { ["$ref"] = $"#/$defs/{Code}/properties/{key.Name}" };
            }

            definitions[type.Name] = With(type.Summary, section);
        }

        definitions[App] = With("Settings of the app.", KeySchemas.Section(SettingsPage.AppKeys));
        return definitions;
    }

    private static JsonObject TypeSchema() => new()
    {
        ["description"] = "What the check does.",
        ["enum"] = new JsonArray([.. DeclaredTypes.All.Select(type => JsonValue.Create(type.Name))]),
        ["enumDescriptions"] = new JsonArray([.. DeclaredTypes.All.Select(type => JsonValue.Create(type.Summary))]),
    };

    private static JsonObject With(string description, JsonObject schema)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject If(JsonObject condition, string definition) => new() { ["if"] = condition, ["then"] = Reference(definition) };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonObject Unknown() => new() { ["not"] = new JsonObject(), ["errorMessage"] = "No setting of HealthFunctions has this name." };

    private static bool IsName(string pattern) => pattern.All(char.IsAsciiLetterOrDigit);

    /// <summary>Joins what one key may be for several types.</summary>
    private static JsonObject AnyOf(IEnumerable<(string Owner, JsonObject Schema)> schemas)
    {
        (string Docs, string Owners)[] docs =
            [.. schemas.GroupBy(one => (string)one.Schema["description"]!, one => one.Owner).Select(one => (one.Key, string.Join(", ", one)))];
        JsonObject[] bare = [.. schemas.Select(one => WithoutDocs(one.Schema)).DistinctBy(schema => schema.ToJsonString())];
        return With(
            docs.Length == 1 ? docs[0].Docs : string.Join('\n', docs.Select(one => $"{one.Owners}: {one.Docs}")),
            bare.Length == 1 ? bare[0] : new JsonObject { ["anyOf"] = new JsonArray([.. bare]) });
    }

    private static JsonObject WithoutDocs(JsonObject schema)
    {
        JsonObject bare = schema.DeepClone().AsObject();
        bare.Remove("description");
        return bare;
    }
}
