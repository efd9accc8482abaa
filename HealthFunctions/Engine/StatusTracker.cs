using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Tracks one check's status and since when it lasts. Not thread-safe: its owner guards it.</summary>
internal sealed class StatusTracker(int failuresBeforeError)
{
    /// <summary>The status shown last; null before the first.</summary>
    public HealthStatus? Status { get; private set; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    public DateTimeOffset Since { get; private set; }

    public int FailuresInRow { get; private set; }

    /// <param name="measured">What the run found.</param>
    /// <param name="failuresInRow">Failures in a row with this one, should it be one.</param>
    /// <param name="now">The time.</param>
    /// <returns>The change of the status to show, or null where it stays.</returns>
    public StatusChange? Record(HealthStatus measured, int failuresInRow, DateTimeOffset now)
    {
        bool failed = measured == HealthStatus.Unhealthy;
        FailuresInRow = failed ? failuresInRow : 0;
        HealthStatus shown = failed && FailuresInRow < failuresBeforeError ? HealthStatus.Degraded : measured;
        if (shown == Status)
        {
            return null;
        }

        StatusChange change = new(Status, shown, Status is null ? TimeSpan.Zero : now - Since);
        (Status, Since) = (shown, now);
        return change;
    }
}
