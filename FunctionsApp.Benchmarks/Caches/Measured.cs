using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionsApp.Benchmarks.Caches;

/// <summary>What a cache keeps of a run. It cannot change, so no cache has to copy it.</summary>
[ImmutableObject(true)]
internal sealed record Measured(bool Healthy, long At)
{
    /// <summary>Runs a check off its caller's thread. A failure is a value too, or no cache would keep it.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a check throws is its status.")]
    public static async Task<Measured> RunAsync(IHealthCheck check, CancellationToken cancellationToken)
    {
        try
        {
            HealthCheckResult result = await Task.Run(() => check.CheckHealthAsync(new HealthCheckContext(), cancellationToken), CancellationToken.None);
            return new Measured(result.Status == HealthStatus.Healthy, Stopwatch.GetTimestamp());
        }
        catch (Exception)
        {
            return new Measured(false, Stopwatch.GetTimestamp());
        }
    }

    public CandidateAnswer ToAnswer() => new(Healthy, Stopwatch.GetElapsedTime(At));
}
