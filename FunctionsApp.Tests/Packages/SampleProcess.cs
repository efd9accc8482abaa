using System.Diagnostics;

namespace FunctionsApp.Tests.Packages;

/// <summary>Runs a published sample as a process.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;

    private SampleProcess(Process process) => _process = process;

    /// <summary>Starts a sample.</summary>
    public static SampleProcess Start(string folder, string name, params IEnumerable<string> args)
    {
        string executable = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        return new(Process.Start(new ProcessStartInfo(executable, args) { RedirectStandardOutput = true, WorkingDirectory = folder })!);
    }

    /// <summary>Reads its output up to a line that has the text, and returns that line.</summary>
    public async Task<string> ReadToLineAsync(string text)
    {
        string? line;
        do
        {
            line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException($"The sample ended before it wrote '{text}'.");
        }
        while (!line.Contains(text, StringComparison.Ordinal));

        return line;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
