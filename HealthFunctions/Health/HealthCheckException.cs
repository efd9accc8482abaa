using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Health;

/// <summary>
/// Reports the status of a health check: any <see cref="IHealthCheck"/> may throw one instead of returning a result.
/// </summary>
/// <remarks>
/// The message, the reason and the inner exception are for the log. Callers see the <see cref="AdditionalProperties"/> and nothing else.
/// </remarks>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Only three exceptions derive from it; they have them.")]
public abstract class HealthCheckException : Exception
{
    private protected HealthCheckException(HealthStatus status, JsonObject additionalProperties, string? message, Exception? innerException)
        : base(message ?? HealthCode.Of(status), innerException)
    {
        ArgumentNullException.ThrowIfNull(additionalProperties);
        (Status, AdditionalProperties) = (status, additionalProperties);
    }

    /// <summary>Gets the status that this exception reports.</summary>
    public HealthStatus Status { get; }

    /// <summary>Gets why the status is what it is, for the log, reports and traces; no caller of the endpoint sees it.</summary>
    /// <value>The default is null: no reason.</value>
    public HealthReason? Reason { get; init; }

    /// <summary>
    /// Gets properties that the check's author chose to be public: they come first in the JSON answer, in the order given, and are
    /// the data of the framework's <see cref="HealthReportEntry"/>.
    /// </summary>
    /// <value>
    /// The default is empty. Properties named <c>code</c>, <c>ok</c> or <c>error</c> are left out: these always show the status.
    /// </value>
    /// <example>
    /// <code>throw new HealthCheckWarningException(new JsonObject { ["message"] = "The queue is long", ["waiting"] = 1200 });</code>
    /// </example>
    public JsonObject AdditionalProperties { get; }
}
