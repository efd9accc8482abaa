namespace HealthFunctions.Checks.Memory;

/// <summary>Holds how much memory is in use, and how much there is.</summary>
/// <param name="Of">Whose memory it is, for people.</param>
/// <param name="UsedBytes">What is in use and cannot be given back at once.</param>
/// <param name="LimitBytes">What there is.</param>
internal sealed record MemoryUsage(string Of, long UsedBytes, long LimitBytes)
{
    public double UsedPercent => SizeText.Percent(UsedBytes, LimitBytes);

    /// <summary>
    /// Measures against the limit by which the process would be ended. On Linux that is the limit of its control group (of several,
    /// the one nearest to its limit), else the machine's memory; both count all processes, as the kernel does when it chooses one
    /// to kill. Elsewhere it is what .NET knows of: this process, and the memory of the machine or the limit of its job.
    /// </summary>
    public static MemoryUsage Measure()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new MemoryUsage("this process", Environment.WorkingSet, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        }

        return Measure(new LinuxMemory(root: "/"));
    }

    /// <summary>
    /// Measures what the last collection has left of the heap, against the most that it may have: where there is no more, .NET
    /// throws, though the container may have memory left.
    /// </summary>
    public static MemoryUsage MeasureHeap()
    {
        GCMemoryInfo heap = GC.GetGCMemoryInfo();
        return new MemoryUsage("the heap of .NET", heap.HeapSizeBytes, heap.TotalAvailableMemoryBytes);
    }

    internal static MemoryUsage Measure(LinuxMemory linux)
    {
        MemoryUsage machine = linux.OfMachine();
        return linux.OfControlGroups(machine.LimitBytes).MaxBy(usage => usage.UsedPercent) ?? machine;
    }
}
