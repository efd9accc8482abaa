using HealthFunctions.Health;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Memory;

/// <summary>Compares the memory in use, and the heap of .NET, with limits: above them it is WARNING or ERROR.</summary>
/// <param name="options">What may be in use; valid.</param>
/// <param name="measure">Measures the memory of the container or of the machine; null for the system's way.</param>
/// <param name="measureHeap">Measures the heap; null for the system's way.</param>
internal sealed class MemoryHealthCheck(MemoryCheckOptions options, Func<MemoryUsage>? measure = null, Func<MemoryUsage>? measureHeap = null) : IHealthCheck
{
    private readonly Func<MemoryUsage> _measure = measure ?? MemoryUsage.Measure;
    private readonly Func<MemoryUsage> _measureHeap = measureHeap ?? MemoryUsage.MeasureHeap;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        (MemoryUsage memory, MemoryUsage heap) = (_measure(), _measureHeap());
        Dictionary<string, object> data = new()
        {
            ["used"] = new ObservedValue(memory.UsedBytes, "By"),
            ["limit"] = new ObservedValue(memory.LimitBytes, "By"),
            ["usedShare"] = new ObservedValue(memory.UsedPercent, "%"),
            ["process"] = new ObservedValue(Environment.WorkingSet, "By"),
            ["heap"] = new ObservedValue(heap.UsedBytes, "By"),
            ["heapLimit"] = new ObservedValue(heap.LimitBytes, "By"),
            ["heapShare"] = new ObservedValue(heap.UsedPercent, "%"),
            ["gcPauseShare"] = new ObservedValue(GC.GetGCMemoryInfo().PauseTimePercentage, "%"),
        };
        MemoryUsage[] usages = [memory, heap];
        return Task.FromResult(
            Array.Find(usages, usage => IsAbove(usage, options.ErrorAbove)) is { } error
                ? HealthCheckResult.Unhealthy(HealthReason.Threshold, Describe(error, options.ErrorAbove), data: data)
            : Array.Find(usages, usage => IsAbove(usage, options.WarnAbove)) is { } warning
                ? HealthCheckResult.Degraded(HealthReason.Threshold, Describe(warning, options.WarnAbove), data: data)
            : HealthCheckResult.Healthy(data: data));
    }

    private static string Describe(MemoryUsage usage, SizeLimit? limit) =>
        $"{SizeText.OfBytes(usage.UsedBytes)} of {SizeText.OfBytes(usage.LimitBytes)} of {usage.Of} are in use, more than {limit}.";

    private static bool IsAbove(MemoryUsage usage, SizeLimit? limit) => limit is { } most && usage.UsedBytes > most.Of(usage.LimitBytes);
}
