using System.Text.Json.Nodes;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Holds what one run of a check found.</summary>
/// <param name="Status">The status that the check meant.</param>
/// <param name="Properties">Its public properties, as a JSON object; empty for none.</param>
/// <param name="Description">For the log and for holders of a key.</param>
/// <param name="Exception">For the log and for holders of a key.</param>
/// <param name="Data">For the log and for holders of a key.</param>
/// <param name="Reason">One of <see cref="Engine.Reason"/>, or null where the check itself gave the status.</param>
internal readonly record struct Outcome(
    HealthStatus Status,
    ReadOnlyMemory<byte> Properties = default,
    string? Description = null,
    Exception? Exception = null,
    IReadOnlyDictionary<string, object>? Data = null,
    string? Reason = null)
{
    /// <exception cref="Exception">Any, from a public property that cannot be written as JSON.</exception>
    public static Outcome Returned(HealthCheckResult result) => new(
        // An enum can hold any number; what is no status is not well.
        Enum.IsDefined(result.Status) ? result.Status : HealthStatus.Unhealthy,
        result.Data is PublicHealthCheckData data ? WireJson.WriteProperties(data.AdditionalProperties) : default,
        result.Description,
        result.Exception,
        result.Data);

    /// <exception cref="Exception">Any, from an additional property that cannot be written as JSON.</exception>
    public static Outcome Thrown(HealthCheckException verdict) =>
        new(verdict.Status, WireJson.WriteProperties(verdict.AdditionalProperties), verdict.Message, verdict, DataOf(verdict.AdditionalProperties));

    /// <param name="exception">What the check threw.</param>
    /// <param name="status">What the check's registration says a failure is: ERROR unless told otherwise.</param>
    public static Outcome Failed(Exception exception, HealthStatus status) =>
        new(status, Exception: exception, Reason: Engine.Reason.Exception);

    private static PublicHealthCheckData? DataOf(JsonObject properties) => properties.Count > 0 ? new PublicHealthCheckData(properties) : null;
}
