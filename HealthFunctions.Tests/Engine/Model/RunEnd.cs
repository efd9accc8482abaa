namespace HealthFunctions.Tests.Engine.Model;

/// <summary>How a check's own code ends a run.</summary>
internal enum RunEnd
{
    Healthy,
    Degraded,
    Unhealthy,

    /// <summary>It throws what is no health exception.</summary>
    Exception,

    /// <summary>It throws as one does who heeds the cancellation, which need not have come.</summary>
    Cancellation,
}
