using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Finds the programs that servers and their clients are.</summary>
internal static class ServerPrograms
{
    // Debian keeps servers where the search path of a user does not lead.
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>Returns the path of a program, or fails the test with the name of the package that it is in.</summary>
    /// <param name="name">The name of its file.</param>
    /// <param name="package">The package of Debian.</param>
    /// <param name="folders">Folders to search first.</param>
    public static string Find(string name, string package, params IEnumerable<string> folders)
    {
        string? path = folders.Concat(Folders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.True(path is not null, $"This test needs the program '{name}', which is not installed: apt-get install --no-install-recommends {package}");
        return path;
    }

    /// <summary>Returns the path of Node.js, or fails the test with the command that installs it or a package of npm's.</summary>
    /// <param name="package">The package that the test needs.</param>
    public static string FindNode(string package)
    {
        Assert.True(
            Directory.Exists(Repository.Path("tools", "servers", "node_modules", package)),
            $"This test needs npm's package '{package}', which is not installed: npm ci --prefix tools/servers");
        return Find("node", "nodejs");
    }
}
