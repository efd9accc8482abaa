using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>One run of one check.</summary>
internal sealed record RunState(TimeSpan StartedAt, int FailuresBefore)
{
    public RunStage Stage { get; init; }

    /// <summary>When the check's own code began; null where it has not.</summary>
    public TimeSpan? BegunAt { get; init; }

    /// <summary>How the check's own code ended; null where it has not.</summary>
    public RunEnd? End { get; init; }

    public HealthStatus Found { get; init; }

    public string? Reason { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>What its callers are told; null where they still wait.</summary>
    public Verdict? Answer { get; init; }

    /// <summary>Whether its cancellation is about to fire.</summary>
    public bool CancelPending { get; init; }

    /// <summary>Whether its cancellation has fired.</summary>
    public bool Cancelled { get; init; }

    /// <summary>When it counts as hung, should it still live then.</summary>
    public TimeSpan? GraceEnds { get; init; }

    public bool Hung { get; init; }

    /// <summary>Whether it stands in the way of another run of its check: not one that never began and never will.</summary>
    public bool Alive => Stage switch
    {
        RunStage.Running or RunStage.Measured => true,
        RunStage.Gone => false,
        _ => Answer is null,
    };

    /// <summary>
    /// Whether a timer may wait for its timeout: not once the check's own code has ended. The promises are silent on a run
    /// that a stop has answered: its timer may stay, as the process is about to end.
    /// </summary>
    public bool MayHaveTimer(CheckSetup check, TimeSpan now) => End is null && now < StartedAt + check.Timeout;
}
