using HealthFunctions.Health;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Disk;

/// <summary>Holds which storage a disk check looks at, and how much of it must be free.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Data</term><description>of a result</description></listheader>
/// <item><term>path</term><description>the volume that decided</description></item>
/// <item><term>free, total</term><description>its bytes (<c>By</c>)</description></item>
/// <item><term>freeShare</term><description>the share of it that is free (<c>%</c>)</description></item>
/// </list>
/// <list type="table">
/// <listheader><term>Reason</term><description>beside those of exceptions</description></listheader>
/// <item><term><see cref="HealthReason.Threshold"/></term></item>
/// <item><term><see cref="HealthReason.NotFound"/></term></item>
/// </list>
/// </remarks>
/// <example>
/// <code>
/// HealthChecks__storage__Type=Disk
/// HealthChecks__storage__Path=/data
/// HealthChecks__storage__WarnBelow=20%
/// HealthChecks__storage__ErrorBelow=5GB
/// </code>
/// </example>
public sealed class DiskCheckOptions
{
    /// <summary>Gets or sets a path whose volume is looked at. A path that does not exist is ERROR.</summary>
    /// <value>
    /// The default is null: all local volumes that can be written to, the fullest of which decides. An absolute path, such as
    /// <c>/data</c>; on Windows it must be on a drive with a letter.
    /// </value>
    public string? Path { get; set; }

    /// <summary>Gets or sets the free space below which a volume is a WARNING.</summary>
    /// <value>
    /// The default is null: off. 1 byte or more, or 1 to 99 percent. At least one of <see cref="WarnBelow"/> and
    /// <see cref="ErrorBelow"/> is required.
    /// </value>
    public SizeLimit? WarnBelow { get; set; }

    /// <summary>Gets or sets the free space below which a volume is an ERROR.</summary>
    /// <value>The default is null: off. 1 byte or more, or 1 to 99 percent; below <see cref="WarnBelow"/> where both are of one kind.</value>
    public SizeLimit? ErrorBelow { get; set; }
}
