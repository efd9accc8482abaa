namespace HealthFunctions.Checks.Disk;

/// <summary>Holds the space of the volume that a path is on.</summary>
/// <param name="Path">The path.</param>
/// <param name="FreeBytes">What this process's user can still write, without what is reserved for others or beyond a quota.</param>
/// <param name="TotalBytes">The size of the volume.</param>
internal sealed record VolumeSpace(string Path, long FreeBytes, long TotalBytes)
{
    public double FreePercent => SizeText.Percent(FreeBytes, TotalBytes);

    /// <summary>Asks the system. On Linux and macOS any path will do, on Windows its drive is asked.</summary>
    /// <exception cref="IOException">The volume cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not read it.</exception>
    public static VolumeSpace Measure(string path)
    {
        DriveInfo drive = new(path);
        return new VolumeSpace(path, drive.AvailableFreeSpace, drive.TotalSize);
    }
}
