using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Memory;

/// <summary>Holds how much memory may be in use.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>used, limit</term><description>bytes of the container or machine (<c>By</c>)</description></item>
/// <item><term>usedShare</term><description>the share in use (<c>%</c>)</description></item>
/// <item><term>process</term><description>the working set of this process (<c>By</c>)</description></item>
/// <item><term>heap, heapLimit</term><description>of the heap of .NET, what the last collection left and the most that it may have (<c>By</c>)</description></item>
/// <item><term>heapShare</term><description>the share of that (<c>%</c>)</description></item>
/// <item><term>gcPauseShare</term><description>the share of the time for which collections have stopped this process (<c>%</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Threshold"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__memory__Type=Memory
/// HealthChecks__memory__WarnAbove=80%
/// HealthChecks__memory__ErrorAbove=95%
/// </code>
/// </example>
public sealed class MemoryCheckOptions
{
    /// <summary>Gets or sets the memory in use above which it is a WARNING.</summary>
    /// <value>
    /// The default is null: off. 1 byte or more, or 1 to 99 percent of the limit of the container, or of the machine's memory;
    /// the heap of .NET is compared with its own limit too. At least one of <see cref="WarnAbove"/> and <see cref="ErrorAbove"/> is required.
    /// </value>
    public SizeLimit? WarnAbove { get; set; }

    /// <summary>Gets or sets the memory in use above which it is an ERROR.</summary>
    /// <value>The default is null: off. 1 byte or more, or 1 to 99 percent; above <see cref="WarnAbove"/> where both are of one kind.</value>
    public SizeLimit? ErrorAbove { get; set; }
}
