namespace HealthFunctions.Tests.Engine.Model;

/// <summary>One check in one call.</summary>
/// <param name="Check">The check.</param>
internal sealed record PartState(int Check)
{
    public PartStage Stage { get; init; }

    /// <summary>The run that is waited for.</summary>
    public RunId? Run { get; init; }

    public Verdict? Verdict { get; init; }

    /// <summary>The result's age; null where it was measured for this call.</summary>
    public TimeSpan? Age { get; init; }
}
