using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Tracks one check's status and since when it lasts. Not thread-safe: its owner guards it.</summary>
internal sealed class StatusTracker(int failuresBeforeError, int successesBeforeOk, TimeProvider time)
{
    private int _successesInRow;

    // Durations are measured by it: the wall clock can be set back.
    private long _changedAt;

    /// <summary>The status shown last; null before the first.</summary>
    public HealthStatus? Status { get; private set; }

    /// <summary>When <see cref="Status"/> last changed, by the wall clock.</summary>
    public DateTimeOffset Since { get; private set; }

    public int FailuresInRow { get; private set; }

    /// <summary>Gets whether the last run succeeded, but too few did in a row for OK to show again.</summary>
    public bool IsRecovering => _successesInRow > 0 && Status != HealthStatus.Healthy;

    /// <summary>Records the status that a run found.</summary>
    /// <param name="measured">The status.</param>
    /// <returns>The change of the status to show, or null where it stays.</returns>
    public StatusChange? Record(HealthStatus measured)
    {
        FailuresInRow = measured == HealthStatus.Unhealthy ? FailuresInRow + 1 : 0;
        bool wasRecovering = IsRecovering;
        _successesInRow = measured == HealthStatus.Healthy ? _successesInRow + 1 : 0;
        return Show(measured switch
        {
            // A failure does not make the status better than the success before it has left it.
            HealthStatus.Unhealthy when FailuresInRow < failuresBeforeError => wasRecovering ? Status!.Value : HealthStatus.Degraded,
            HealthStatus.Healthy when Status is { } shown && _successesInRow < successesBeforeOk => shown,
            _ => measured,
        });
    }

    /// <summary>Shows the last failure, however many more would be forgiven.</summary>
    /// <returns>The change of the status to show, or null where it stays.</returns>
    public StatusChange? ShowFailure() => FailuresInRow > 0 ? Show(HealthStatus.Unhealthy) : null;

    private StatusChange? Show(HealthStatus shown)
    {
        if (shown == Status)
        {
            return null;
        }

        StatusChange change = new(Status, shown, Status is null ? TimeSpan.Zero : time.GetElapsedTime(_changedAt));
        (Status, Since, _changedAt) = (shown, time.GetUtcNow(), time.GetTimestamp());
        return change;
    }
}
