using HealthFunctions.Checks.Memory;
using HealthFunctions.Testing;

namespace HealthFunctions.Tests.Checks.Memory;

/// <summary>Tests which memory counts, on files as the kernel has them in containers and outside.</summary>
public sealed class LinuxMemoryTests : IDisposable
{
    private const long MiB = 1 << 20;
    private const string MountOf2 = "31 23 0:28 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw,nsdelegate";
    private readonly string _root = Directory.CreateTempSubdirectory("memory-").FullName;

    public LinuxMemoryTests()
    {
        Requires.Linux();
        Write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:         1048576 kB\nMemAvailable:    6291456 kB\nHugePages_Total:       0\n");
    }

    [Fact]
    public void Without_control_groups_it_is_the_machine() => Assert.Equal(new MemoryUsage("the machine", 2048 * MiB, 8192 * MiB), Measure());

    [Fact]
    public void A_container_of_version_2_has_its_limit_and_inactive_file_pages_are_not_in_use()
    {
        Groups("0::/", MountOf2);
        Group("sys/fs/cgroup", ("memory.max", 512 * MiB), ("memory.current", 300 * MiB), ("inactive_file", 60 * MiB));

        Assert.Equal(new MemoryUsage("the container", 240 * MiB, 512 * MiB), Measure());
    }

    [Fact]
    public void A_container_of_version_1_has_its_limit_though_the_path_is_that_of_the_host()
    {
        Groups("4:cpu,memory:/docker/abc", "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro,nosuid master:11 - cgroup cgroup rw,cpu,memory");
        Group("sys/fs/cgroup/memory", ("memory.limit_in_bytes", 512 * MiB), ("memory.usage_in_bytes", 300 * MiB), ("total_inactive_file", 60 * MiB));

        Assert.Equal(new MemoryUsage("the container", 240 * MiB, 512 * MiB), Measure());
    }

    [Theory]
    [InlineData("max")]
    [InlineData("8589934592")]
    [InlineData("9223372036854771712")]
    public void A_limit_that_is_not_below_the_memory_of_the_machine_is_none(string limit)
    {
        Groups("0::/", MountOf2);
        Write("sys/fs/cgroup/memory.max", limit + "\n");
        Write("sys/fs/cgroup/memory.current", "1048576\n");

        Assert.Equal("the machine", Measure().Of);
    }

    [Fact]
    public void Of_the_groups_above_the_process_the_one_nearest_to_its_limit_counts()
    {
        Groups("0::/app.slice/web.service", MountOf2);
        Group("sys/fs/cgroup/app.slice/web.service", ("memory.max", 1000 * MiB), ("memory.current", 500 * MiB));
        Group("sys/fs/cgroup/app.slice", ("memory.max", 2000 * MiB), ("memory.current", 1900 * MiB));
        Group("sys/fs/cgroup/other.slice", ("memory.max", 100 * MiB), ("memory.current", 100 * MiB));

        Assert.Equal(new MemoryUsage("the container", 1900 * MiB, 2000 * MiB), Measure());
    }

    [Fact]
    public void Where_both_versions_are_mounted_the_one_that_has_the_memory_counts()
    {
        Groups("4:memory:/\n0::/", "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n36 31 0:33 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
        Group("sys/fs/cgroup/memory", ("memory.limit_in_bytes", 512 * MiB), ("memory.usage_in_bytes", 300 * MiB));
        Directory.CreateDirectory(Path.Combine(_root, "sys/fs/cgroup/unified"));

        Assert.Equal(512 * MiB, Measure().LimitBytes);
    }

    [Theory]
    [InlineData("/../other")]
    [InlineData("/gone")]
    public void A_path_that_cannot_be_seen_is_that_of_the_mount(string path)
    {
        Groups($"0::{path}", MountOf2);
        Group("sys/fs/cgroup", ("memory.max", 512 * MiB), ("memory.current", 300 * MiB));

        Assert.Equal(new MemoryUsage("the container", 300 * MiB, 512 * MiB), Measure());
    }

    [Fact]
    public void Files_that_cannot_be_read_as_expected_are_no_groups()
    {
        Groups("nonsense\n0::/", $"nonsense\n{MountOf2}");
        Write("sys/fs/cgroup/memory.max", "512MiB\n");

        Assert.Equal("the machine", Measure().Of);
    }

    [Fact]
    public void This_machine_can_be_measured()
    {
        MemoryUsage usage = MemoryUsage.Measure();

        Assert.InRange(usage.UsedBytes, Environment.WorkingSet / 4, usage.LimitBytes);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private MemoryUsage Measure() => MemoryUsage.Measure(new LinuxMemory(_root));

    private void Groups(string groups, string mounts)
    {
        Write("proc/self/cgroup", groups + "\n");
        Write("proc/self/mountinfo", $"22 27 0:21 / /proc rw,relatime - proc proc rw\n{mounts}\n");
    }

    /// <summary>Writes the files of a group: those with a dot in their names, and a line of <c>memory.stat</c> for each other name.</summary>
    private void Group(string folder, params IEnumerable<(string Name, long Value)> values)
    {
        foreach ((string name, long value) in values.Where(item => item.Name.Contains('.', StringComparison.Ordinal)))
        {
            Write($"{folder}/{name}", $"{value}\n");
        }

        Write($"{folder}/memory.stat", string.Concat(
            values.Where(item => !item.Name.Contains('.', StringComparison.Ordinal)).Prepend(("anon", 1)).Select(item => $"{item.Item1} {item.Item2}\n")));
    }

    private void Write(string file, string text)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
