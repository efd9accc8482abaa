namespace HealthFunctions.Tests.Engine.Model;

/// <summary>One stop of the engine.</summary>
internal sealed record StopState
{
    /// <summary>The check to stop next.</summary>
    public int Next { get; init; }

    /// <summary>The runs that it found alive.</summary>
    public ValueList<RunId> Awaited { get; init; } = [];

    /// <summary>When it waits no longer; null until all checks are stopped.</summary>
    public TimeSpan? GraceEnds { get; init; }

    public bool Done { get; init; }
}
