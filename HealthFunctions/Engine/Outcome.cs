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
/// <param name="Reason">Why the status is what it is; null where the check gave the status and no reason.</param>
internal readonly record struct Outcome(
    HealthStatus Status,
    ReadOnlyMemory<byte> Properties = default,
    string? Description = null,
    Exception? Exception = null,
    IReadOnlyDictionary<string, object>? Data = null,
    HealthReason? Reason = null)
{
    /// <summary>Gets the reason as on the wire and in the log; null for none.</summary>
    public string? ReasonCode => HealthReasonCode.Of(Reason);

    /// <exception cref="Exception">Any, from a public property that cannot be written as JSON.</exception>
    public static Outcome Returned(HealthCheckResult result) => new(
        // An enum can hold any number; what is no status is not well.
        Enum.IsDefined(result.Status) ? result.Status : HealthStatus.Unhealthy,
        result.Data is PublicHealthCheckData data ? WireJson.WriteProperties(data.AdditionalProperties) : default,
        result.Description,
        result.Exception,
        result.Data,
        ReasonOf(result));

    /// <exception cref="Exception">Any, from an additional property that cannot be written as JSON.</exception>
    public static Outcome Thrown(HealthCheckException verdict) =>
        new(verdict.Status, WireJson.WriteProperties(verdict.AdditionalProperties), verdict.Message, verdict, DataOf(verdict.AdditionalProperties), verdict.Reason);

    /// <param name="exception">What the check threw.</param>
    /// <param name="status">What the check's registration says a failure is: ERROR unless told otherwise.</param>
    public static Outcome Failed(Exception exception, HealthStatus status) =>
        new(status, Exception: exception, Reason: HealthReasons.Of(exception) ?? HealthReason.Exception);

    /// <summary>Finds the reason that a check gives with its result, or that the exception tells which it returns.</summary>
    private static HealthReason? ReasonOf(HealthCheckResult result)
    {
        if (result.Data.TryGetValue(HealthCheckResultExtensions.ReasonKey, out object? value) && value is HealthReason reason && Enum.IsDefined(reason))
        {
            return reason;
        }

        return result.Exception is { } exception ? HealthReasons.Of(exception) : null;
    }

    private static PublicHealthCheckData? DataOf(JsonObject properties) => properties.Count > 0 ? new PublicHealthCheckData(properties) : null;
}
