using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Memory;

/// <summary>Holds how much memory may be in use.</summary>
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
