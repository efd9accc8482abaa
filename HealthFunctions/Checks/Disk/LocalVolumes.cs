namespace HealthFunctions.Checks.Disk;

/// <summary>Finds the volumes of this machine that can fill up.</summary>
internal static class LocalVolumes
{
    /// <summary>
    /// The file systems of Linux that store on a device of this machine. Those of a network are left out, because one that is
    /// gone blocks whoever looks at it; those in memory and those that only show something, such as <c>proc</c>, store nothing.
    /// </summary>
    private static readonly HashSet<string> LocalTypes =
        ["bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "fuseblk", "jfs", "ntfs", "ntfs3", "reiserfs", "vfat", "xfs", "zfs"];

    /// <summary>Finds the volumes of this machine that can be written to.</summary>
    /// <returns>One path on each.</returns>
    public static IReadOnlyList<string> Find() => OperatingSystem.IsLinux()
        ? Parse(File.ReadLines("/proc/self/mountinfo"))
        : [.. DriveInfo.GetDrives().Where(drive => drive.DriveType == DriveType.Fixed && drive is { IsReady: true, TotalSize: > 0 }).Select(drive => drive.Name)];

    /// <summary>
    /// Finds the volumes in the kernel's list of mounts. .NET's list would have to look at each of them, tells not which ones are
    /// read-only, and has a volume as often as it is mounted.
    /// </summary>
    /// <param name="mounts">
    /// Lines such as <c>36 35 98:0 /root /mnt rw,noatime master:1 - ext3 /dev/sda rw,errors=continue</c>: the third field is the
    /// device, the fifth the place, the sixth the options; the type stands after the lone hyphen.
    /// </param>
    internal static IReadOnlyList<string> Parse(IEnumerable<string> mounts)
    {
        Dictionary<string, string> places = [];
        foreach (string mount in mounts)
        {
            string[] fields = mount.Split(' ');
            int hyphen = Array.IndexOf(fields, "-");
            if (hyphen < 6 || fields.Length < hyphen + 4)
            {
                continue;
            }

            (string device, string place) = (fields[2], Unescape(fields[4]));
            // Of overlays only the root of a container is a volume of its own: the others that a host sees lie on its volumes.
            bool isVolume = LocalTypes.Contains(fields[hyphen + 1]) || (fields[hyphen + 1] == "overlay" && place == "/");
            if (isVolume && IsWritable(fields[5]) && IsWritable(fields[hyphen + 3]) && (!places.TryGetValue(device, out string? known) || place.Length < known.Length))
            {
                places[device] = place;
            }
        }

        return [.. places.Values.Order(StringComparer.Ordinal)];
    }

    private static bool IsWritable(string options) => !options.Split(',').Contains("ro");

    /// <summary>Reads what the kernel writes as three octal digits: blanks, tabs, line ends and backslashes.</summary>
    private static string Unescape(string path) => path
        .Replace(@"\040", " ", StringComparison.Ordinal)
        .Replace(@"\011", "\t", StringComparison.Ordinal)
        .Replace(@"\012", "\n", StringComparison.Ordinal)
        .Replace(@"\134", @"\", StringComparison.Ordinal);
}
