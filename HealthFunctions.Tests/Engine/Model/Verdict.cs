using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>What a caller is told of one check.</summary>
/// <param name="Status">The status that shows.</param>
/// <param name="Found">The status that was found; a failure that is forgiven shows as a milder one.</param>
/// <param name="Reason">Why, where the check itself did not say.</param>
/// <param name="Duration">How long the run took, or has taken so far.</param>
/// <param name="FailuresInRow">The check's failures in a row.</param>
/// <param name="Since">When the check's status last changed; null before its first.</param>
/// <param name="At">When it was known.</param>
internal sealed record Verdict(
    HealthStatus Status, HealthStatus Found, string? Reason, TimeSpan Duration, int FailuresInRow, TimeSpan? Since, TimeSpan At)
{
    /// <param name="result">What the engine tells.</param>
    /// <param name="start">When its clock began.</param>
    public static Verdict Of(CheckResult result, DateTimeOffset start) => new(
        result.Status,
        result.Outcome.Status,
        result.Outcome.Reason,
        result.Duration,
        result.FailuresInRow,
        result.Since == default ? null : result.Since - start,
        TimeSpan.FromTicks(result.MeasuredAt - start.Ticks));
}
