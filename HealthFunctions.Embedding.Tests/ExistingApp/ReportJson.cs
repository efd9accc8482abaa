using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExistingApp;

/// <summary>Writes all that a report says but durations.</summary>
internal static class ReportJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsync(Of(report));

    public static string Of(HealthReport report)
    {
        JsonObject entries = [];
        foreach ((string name, HealthReportEntry entry) in report.Entries)
        {
            entries[name] = new JsonObject
            {
                ["status"] = entry.Status.ToString(),
                ["description"] = entry.Description,
                ["exception"] = entry.Exception?.Message,
                ["tags"] = new JsonArray([.. entry.Tags.Select(tag => JsonValue.Create(tag))]),
                ["data"] = new JsonObject(entry.Data.Select(item =>
                    KeyValuePair.Create(item.Key, (JsonNode?)Convert.ToString(item.Value, CultureInfo.InvariantCulture)))),
            };
        }

        return new JsonObject { ["status"] = report.Status.ToString(), ["entries"] = entries }.ToJsonString();
    }
}
