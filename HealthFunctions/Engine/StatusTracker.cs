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

    /// <summary>Records the status that a run found.</summary>
    /// <param name="measured">The status.</param>
    /// <param name="now">The time.</param>
    /// <returns>The change of the status to show, or null where it stays.</returns>
    public StatusChange? Record(HealthStatus measured, DateTimeOffset now)
    {
        bool failed = measured == HealthStatus.Unhealthy;
        FailuresInRow = failed ? FailuresInRow + 1 : 0;
        return Show(failed && FailuresInRow < failuresBeforeError ? HealthStatus.Degraded : measured, now);
    }

    /// <summary>Shows the last failure, however many more would be forgiven.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The change of the status to show, or null where it stays.</returns>
    public StatusChange? ShowFailure(DateTimeOffset now) => FailuresInRow > 0 ? Show(HealthStatus.Unhealthy, now) : null;

    private StatusChange? Show(HealthStatus shown, DateTimeOffset now)
    {
        if (shown == Status)
        {
            return null;
        }

        StatusChange change = new(Status, shown, Status is null ? TimeSpan.Zero : now - Since);
        (Status, Since) = (shown, now);
        return change;
    }
}
