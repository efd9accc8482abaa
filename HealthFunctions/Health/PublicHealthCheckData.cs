using System.Collections.ObjectModel;
using System.Text.Json.Nodes;

namespace HealthFunctions.Health;

/// <summary>
/// Holds the data of a result that a check returns, some of which its author chose to be public: callers get it as they get
/// the properties of a <see cref="HealthCheckException"/>. All other data is for reports only.
/// </summary>
/// <example>
/// <code>return HealthCheckResult.Degraded(data: new PublicHealthCheckData(new JsonObject { ["waiting"] = 1200 }));</code>
/// </example>
public sealed class PublicHealthCheckData : ReadOnlyDictionary<string, object>
{
    /// <summary>Makes the data of a result.</summary>
    /// <param name="additionalProperties">What anyone gets. It is among the data of a report, too, but for values that are null.</param>
    /// <param name="data">Data for reports only, which no caller of the endpoint sees. The default is null: none.</param>
    public PublicHealthCheckData(JsonObject additionalProperties, IReadOnlyDictionary<string, object>? data = null)
        : base(Merge(additionalProperties, data)) => AdditionalProperties = additionalProperties;

    /// <summary>
    /// Gets the properties that are public: they come first in the JSON answer, in the order given. Properties named <c>code</c>,
    /// <c>ok</c> or <c>error</c> are left out: these always show the status.
    /// </summary>
    public JsonObject AdditionalProperties { get; }

    private static Dictionary<string, object> Merge(JsonObject additionalProperties, IReadOnlyDictionary<string, object>? data)
    {
        ArgumentNullException.ThrowIfNull(additionalProperties);

        Dictionary<string, object> all = new(data ?? Empty);
        foreach ((string name, JsonNode? value) in additionalProperties)
        {
            if (value is not null)
            {
                // A number as a number, a text as a text: what a report's reader would find without JSON between.
                all[name] = value is JsonValue single ? single.GetValue<object>() : value;
            }
        }

        return all;
    }
}
