using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HealthFunctions.Server.Connections;

/// <summary>Finds how many connections the process can hold.</summary>
internal static partial class ConnectionLimit
{
    private const int Least = 16;
    private const int Most = 4096;

    /// <summary>What a connection takes at most while its headers come in, half of it in the kernel.</summary>
    private const int BytesEach = 64 * 1024;

    /// <summary>
    /// Half of the files that the process may still open, or as many as fit a quarter of its memory: the rest is for the checks.
    /// </summary>
    public static int Find() => (int)Math.Clamp(
        Math.Min(FreeFiles() / 2, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / BytesEach), Least, Most);

    private static long FreeFiles()
    {
        if (OperatingSystem.IsWindows())
        {
            return long.MaxValue;
        }

        Span<nuint> softAndHard = stackalloc nuint[2];
        // RLIMIT_NOFILE.
        if (GetLimit(OperatingSystem.IsMacOS() ? 8 : 7, ref softAndHard[0]) != 0)
        {
            return long.MaxValue;
        }

        // The number of a new file is the lowest that is free.
        using SafeFileHandle file = File.OpenHandle("/dev/null");
        return (long)Math.Min(softAndHard[0], int.MaxValue) - file.DangerousGetHandle();
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, ref nuint softAndHard);
}
