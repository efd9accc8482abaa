namespace HealthFunctions.Engine;

/// <summary>Lists stable codes for why a status is what it is, where the check itself did not give it.</summary>
internal static class Reason
{
    /// <summary>The check threw something else than a health exception, or could not be built.</summary>
    public const string Exception = "EXCEPTION";

    /// <summary>The run succeeded but took longer than its <see cref="CheckPolicy.WarnAfter"/>.</summary>
    public const string Slow = "SLOW";

    /// <summary>The run missed its <see cref="CheckPolicy.Timeout"/>.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>An earlier run missed its timeout and has not ended, so no other is started.</summary>
    public const string StillRunning = "STILL_RUNNING";

    /// <summary>The whole call's deadline came before the run's own.</summary>
    public const string Deadline = "DEADLINE";

    /// <summary>The process is stopping.</summary>
    public const string Shutdown = "SHUTDOWN";
}
