using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Memory;

/// <summary>Compares the memory in use with limits: above them it is WARNING or ERROR.</summary>
/// <param name="options">What may be in use; valid.</param>
/// <param name="measure">Measures; null for the system's way.</param>
internal sealed class MemoryHealthCheck(MemoryCheckOptions options, Func<MemoryUsage>? measure = null) : IHealthCheck
{
    private readonly Func<MemoryUsage> _measure = measure ?? MemoryUsage.Measure;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        MemoryUsage usage = _measure();
        (HealthStatus status, SizeLimit? limit) = IsAbove(usage, options.ErrorAbove) ? (context.Registration.FailureStatus, options.ErrorAbove)
            : IsAbove(usage, options.WarnAbove) ? (HealthStatus.Degraded, options.WarnAbove)
            : (HealthStatus.Healthy, null);
        GCMemoryInfo heap = GC.GetGCMemoryInfo();
        return Task.FromResult(new HealthCheckResult(
            status,
            limit is null
                ? null
                : $"{SizeText.OfBytes(usage.UsedBytes)} of {SizeText.OfBytes(usage.LimitBytes)} of {usage.Of} are in use, more than {limit}.",
            data: new Dictionary<string, object>
            {
                ["usedBytes"] = usage.UsedBytes,
                ["limitBytes"] = usage.LimitBytes,
                ["usedPercent"] = usage.UsedPercent,
                ["processBytes"] = Environment.WorkingSet,
                ["heapBytes"] = GC.GetTotalMemory(forceFullCollection: false),
                ["heapLimitBytes"] = heap.TotalAvailableMemoryBytes,
                ["gcPausePercent"] = heap.PauseTimePercentage,
            }));
    }

    private static bool IsAbove(MemoryUsage usage, SizeLimit? limit) => limit is { } most && usage.UsedBytes > most.Of(usage.LimitBytes);
}
