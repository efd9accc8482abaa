using System.Globalization;

namespace HealthFunctions.Checks.Memory;

/// <summary>Reads what the kernel tells about memory: that of the machine, and that of the control groups the process is in.</summary>
/// <param name="root">The folder that holds <c>proc</c> and <c>sys</c>.</param>
internal sealed class LinuxMemory(string root)
{
    /// <summary>The files of version 2 of control groups. A limit is a number, or <c>max</c>.</summary>
    private static readonly Files Version2 = new("memory.max", "memory.current", "inactive_file");

    /// <summary>The files of version 1. No limit is a number larger than any machine.</summary>
    private static readonly Files Version1 = new("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");

    /// <summary>Reads the memory of the machine. What the kernel calls available can be had without swapping.</summary>
    public MemoryUsage OfMachine()
    {
        Dictionary<string, long> lines = ReadNumbers(Path.Combine(root, "proc/meminfo"));
        long total = lines["MemTotal:"] * 1024;
        return new MemoryUsage("the machine", total - (lines["MemAvailable:"] * 1024), total);
    }

    /// <summary>Reads the control groups that have a limit: the one of the process, and those above it as far as they can be seen.</summary>
    /// <param name="machineBytes">The memory of the machine: a limit that is not below it is none.</param>
    public IEnumerable<MemoryUsage> OfControlGroups(long machineBytes)
    {
        foreach ((string folder, string top, Files files) in FindGroups())
        {
            for (string? group = folder; group?.Length >= top.Length; group = Path.GetDirectoryName(group))
            {
                if (TryReadNumber(Path.Combine(group, files.Limit), out long limit) && limit < machineBytes
                    && TryReadNumber(Path.Combine(group, files.Usage), out long usage))
                {
                    // File pages that nobody has used lately are given back before anybody is killed: Kubernetes leaves them out, too.
                    long inactive = ReadNumbers(Path.Combine(group, "memory.stat")).GetValueOrDefault(files.InactiveFile);
                    yield return new MemoryUsage("the container", Math.Max(0, usage - inactive), limit);
                }
            }
        }
    }

    /// <summary>Finds the folder of the process's group, and the folder where its hierarchy is mounted, in each version in use.</summary>
    private IEnumerable<(string Folder, string Top, Files Files)> FindGroups()
    {
        // Lines such as 0::/a (version 2) and 4:memory:/a (version 1).
        string[][] groups = [.. ReadLines("proc/self/cgroup").Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3)];
        foreach (string[] mount in ReadLines("proc/self/mountinfo").Select(line => line.Split(' ')))
        {
            int hyphen = Array.IndexOf(mount, "-");
            if (hyphen < 6 || mount.Length < hyphen + 4)
            {
                continue;
            }

            (string type, string[] options) = (mount[hyphen + 1], mount[hyphen + 3].Split(','));
            Files? files = type == "cgroup2" ? Version2 : type == "cgroup" && options.Contains("memory") ? Version1 : null;
            string[]? group = files is null
                ? null
                : Array.Find(groups, fields => files == Version2 ? fields[0] == "0" : fields[1].Split(',').Contains("memory"));
            if (files is not null && group is not null)
            {
                string top = Path.Combine(root, mount[4].TrimStart('/'));
                yield return (FolderOf(group[2], mount[3], top), top, files);
            }
        }
    }

    /// <summary>Finds the folder of a group below the folder where a part of its hierarchy is mounted.</summary>
    private static string FolderOf(string group, string mounted, string top)
    {
        string below = mounted == "/" ? group : group.StartsWith(mounted, StringComparison.Ordinal) ? group[mounted.Length..] : string.Empty;
        string folder = Path.GetFullPath(Path.Combine(top, below.TrimStart('/')));
        // A process that was moved out of its container's view has a path that leads out of the mount.
        return folder.StartsWith(top, StringComparison.Ordinal) && Directory.Exists(folder) ? folder.TrimEnd('/') : top;
    }

    private IEnumerable<string> ReadLines(string file)
    {
        string path = Path.Combine(root, file);
        return File.Exists(path) ? File.ReadLines(path) : [];
    }

    private static bool TryReadNumber(string file, out long number)
    {
        number = 0;
        // The file of a limit is missing in the topmost group, and may be hidden in a container.
        return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Reads lines of a name and a number, with or without a unit.</summary>
    private static Dictionary<string, long> ReadNumbers(string file)
    {
        Dictionary<string, long> numbers = new(StringComparer.Ordinal);
        foreach (string line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                numbers[fields[0]] = number;
            }
        }

        return numbers;
    }

    private sealed record Files(string Limit, string Usage, string InactiveFile);
}
