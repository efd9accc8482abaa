using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>All that there is to one check.</summary>
internal sealed record CheckState
{
    /// <summary>What its last run found.</summary>
    public Verdict? Latest { get; init; }

    /// <summary>The status that shows; null before the first.</summary>
    public HealthStatus? Status { get; init; }

    /// <summary>When <see cref="Status"/> last changed; null before the first.</summary>
    public TimeSpan? Since { get; init; }

    public int FailuresInRow { get; init; }

    public bool Stopped { get; init; }

    /// <summary>All its runs, oldest first. Only the last one can be alive.</summary>
    public ValueList<RunState> Runs { get; init; } = [];

    /// <summary>How many of its runs were told to hang.</summary>
    public int Hung { get; init; }

    /// <summary>How many of those were told to have ended.</summary>
    public int HungEnded { get; init; }

    public ValueList<StatusLine> Lines { get; init; } = [];
}
