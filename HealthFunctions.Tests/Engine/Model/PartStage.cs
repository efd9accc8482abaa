namespace HealthFunctions.Tests.Engine.Model;

/// <summary>How far a call has come with one of its checks.</summary>
internal enum PartStage
{
    /// <summary>Its last result is still to be looked at.</summary>
    Unseen,

    /// <summary>Its last result may not answer.</summary>
    Stale,

    /// <summary>Its last result may answer.</summary>
    Shared,

    /// <summary>The call has started its run, which is still to look for a place.</summary>
    Starting,

    /// <summary>The call waits for its run.</summary>
    Joined,

    /// <summary>It is measured for this call, or cannot be.</summary>
    Told,
}
