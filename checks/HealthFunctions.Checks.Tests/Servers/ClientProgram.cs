using System.Diagnostics;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Runs programs to their end: tools that prepare a server, and clients.</summary>
internal static class ClientProgram
{
    /// <summary>Runs a program, and fails the test with its output where its exit code is not 0.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Variables to add to the environment.</param>
    /// <returns>What it wrote to its output.</returns>
    public static async Task<string> RunAsync(string program, IEnumerable<string> args, IEnumerable<(string Key, string Value)>? environment = null)
    {
        (int exitCode, string output, string errors) = await TryAsync(program, args, environment);
        Assert.True(exitCode == 0, $"{Path.GetFileName(program)} ended with {exitCode}:\n{output}\n{errors}");
        return output;
    }

    /// <summary>Runs a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Variables to add to the environment.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> TryAsync(
        string program, IEnumerable<string> args, IEnumerable<(string Key, string Value)>? environment = null)
    {
        ProcessStartInfo start = new(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string key, string value) in environment ?? [])
        {
            start.Environment[key] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
