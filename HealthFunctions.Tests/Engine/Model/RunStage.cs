namespace HealthFunctions.Tests.Engine.Model;

/// <summary>How far a run has come.</summary>
internal enum RunStage
{
    /// <summary>It is about to look for a place.</summary>
    Started,

    /// <summary>It waits for a place.</summary>
    Queued,

    /// <summary>It has a place, and is about to begin.</summary>
    Placed,

    /// <summary>The check's own code is under way.</summary>
    Running,

    /// <summary>The check's own code has ended, and its place is free again.</summary>
    Measured,

    /// <summary>It is over, or never began.</summary>
    Gone,
}
