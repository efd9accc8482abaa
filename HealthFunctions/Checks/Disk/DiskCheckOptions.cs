using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Disk;

/// <summary>Holds which storage a disk check looks at, and how much of it must be free.</summary>
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
