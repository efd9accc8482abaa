using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Holds the result of one check that callers get.</summary>
internal sealed class CheckResult
{
    /// <summary>Gets the status to show: it can be milder than <see cref="Outcome"/>'s while failures are still forgiven.</summary>
    public required HealthStatus Status { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Gets how long the run took, or has taken so far.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the <see cref="TimeProvider"/>'s timestamp at which it was known.</summary>
    public required long MeasuredAt { get; init; }

    /// <summary>Gets when the check's status last changed.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets the failures in a row up to this one; 0 where it did not fail.</summary>
    public required int FailuresInRow { get; init; }

    public HealthReportEntry ToEntry(IEnumerable<string> tags) =>
        new(Status, Outcome.Description ?? Outcome.ReasonCode, Duration, Outcome.Exception, Outcome.Data, tags);
}
