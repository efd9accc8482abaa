using System.Text;
using System.Text.Json;
using Docs.Tests.Declarations;
using Docs.Tests.Writers;
using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Json.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Docs.Tests;

/// <summary>Judges settings: as an editor does, by the checked-in schemas, and as the app does at its start.</summary>
internal static class Judges
{
    // Each of a registry of its own: a schema is known by its $id once in one.
    private static readonly Lazy<JsonSchema> AppSettings = new(() => Load(JsonSchemas.AppSettingsPath));
    private static readonly Lazy<JsonSchema> LocalSettings = new(() => Load(JsonSchemas.LocalSettingsPath));

    /// <summary>Finds what the schema of <c>appsettings.json</c> refuses.</summary>
    public static IReadOnlyList<string> BySchema(string appSettings) => Evaluate(AppSettings.Value, appSettings);

    /// <summary>Finds what the schema of <c>local.settings.json</c> refuses among these values.</summary>
    public static IReadOnlyList<string> BySchema(IEnumerable<(string Key, string Value)> values) => Evaluate(LocalSettings.Value, JsonSerializer.Serialize(
        new { IsEncrypted = false, Values = values.ToDictionary(setting => setting.Key, setting => setting.Value) }));

    /// <summary>Finds what the app refuses in an <c>appsettings.json</c>.</summary>
    public static IReadOnlyList<string> ByApp(string appSettings)
    {
        using MemoryStream json = new(Encoding.UTF8.GetBytes(appSettings));
        return ByApp(new ConfigurationBuilder().AddJsonStream(json).Build());
    }

    /// <summary>Finds what the app refuses in the environment.</summary>
    public static IReadOnlyList<string> ByApp(IEnumerable<(string Key, string Value)> values) =>
        ByApp(Configured.With(values.Select(setting => (setting.Key, (string?)setting.Value))));

    public static JsonSchema Load(string path) => JsonSchema.FromText(GeneratedFiles.Read(path), new BuildOptions { SchemaRegistry = new SchemaRegistry() });

    public static IReadOnlyList<string> Evaluate(JsonSchema schema, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        EvaluationResults results = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. from detail in results.Details ?? []
                  from error in detail.Errors ?? []
                  select $"{detail.InstanceLocation}: {error.Value}",
                "not valid"];
    }

    private static IReadOnlyList<string> ByApp(IConfiguration configuration)
    {
        ServiceCollection services = new();
        // As in the server, where everything in the section is a check.
        services.AddSingleton(configuration).AddSingleton(new HealthFunctionsOptions { ErrorOnUnknownConfiguration = true });
        IHealthChecksBuilder builder = services.AddLogging().AddHealthFunctions();
        foreach (DeclaredType type in DeclaredTypes.All)
        {
            builder.AddCheckType(type.Type);
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<HealthCheckEngine>();
            return [];
        }
        catch (HealthSettingsException exception)
        {
            return exception.Errors;
        }
    }
}
