using System.Text;
using Docs.Tests.Declarations;

namespace Docs.Tests.Writers;

/// <summary>Makes the parts of docs/checks.md: the table of the types, and for each type its keys, examples, data and reasons.</summary>
internal static class ChecksPage
{
    private const string Core = "HealthFunctions";

    public static IEnumerable<(string Name, string Text)> Parts =>
        [("types", Types()), .. DeclaredTypes.All.Select(type => (type.Name, Section(type)))];

    private static string Types()
    {
        StringBuilder table = new("| `Type` | what it does | required keys | package |\n|---|---|---|---|\n");
        foreach (DeclaredType type in DeclaredTypes.All)
        {
            string keys = string.Join(", ", type.Keys.Where(key => key.IsRequired).Select(key => $"`{key.Name}`"));
            string package = type.Assembly == Core ? Core : $"[{type.Assembly}](../checks/{type.Assembly}/README.md)";
            table.Append($"| [`{type.Name}`](#{Anchor(type.Name)}) | {type.Summary} | {keys} | {package} |\n");
        }

        return table.ToString();
    }

    private static string Section(DeclaredType type)
    {
        string environment = string.Concat(type.Example.FullSettings.Select(setting => $"{setting.Key}={setting.Value}\n"));
        StringBuilder text = new($"{KeyTable.Of(type.Keys)}\n");
        if (type.Data.Count > 0)
        {
            text.Append($"Data of a result: {string.Join("; ", type.Data.Select(item => $"{Names(item.Name)}, {item.Meaning}"))}.\n\n");
        }

        if (type.Reasons.Count > 0)
        {
            text.Append($"Reasons: {string.Join(", ", type.Reasons.Select(reason => reason.Meaning.Length > 0 ? $"`{reason.Name}` ({reason.Meaning})" : $"`{reason.Name}`"))}, and [those that exceptions tell](engine.md#reasons).\n\n");
        }

        text.Append($"```ini\n{environment}```\n\n```json\n{JsonText.Of(JsonText.Example(type))}\n```\n\n```csharp\nbuilder.AddHealthFunctions().{CodeText.Of(type)};\n```\n");
        return text.ToString();
    }

    private static string Names(string names) => string.Join(", ", names.Split(", ").Select(name => $"`{name}`"));

    private static string Anchor(string heading) => heading.ToLowerInvariant();
}
