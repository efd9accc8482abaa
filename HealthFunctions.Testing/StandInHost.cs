using System.Diagnostics;
using System.Globalization;

namespace HealthFunctions.Testing;

/// <summary>Starts a process that starts the app, as the Functions host does, and can be killed.</summary>
internal sealed class StandInHost : IDisposable
{
    private readonly Process _process;
    private readonly Process _app;

    private StandInHost(Process process, Process app) => (_process, _app) = (process, app);

    /// <summary>Starts both processes.</summary>
    /// <param name="settings">The app's environment.</param>
    /// <param name="args">Its command line.</param>
    public static async Task<StandInHost> StartAsync(IEnumerable<(string Key, string? Value)> settings, params IEnumerable<string> args)
    {
        ProcessStartInfo start = new("sh", ["-c", "\"$0\" \"$@\" & echo $!; wait", AppProcess.Executable, .. args]) { RedirectStandardOutput = true };
        foreach ((string key, string? value) in settings)
        {
            start.Environment[key] = value;
        }

        Process process = Process.Start(start)!;
        string? appId = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new StandInHost(process, Process.GetProcessById(int.Parse(appId!, CultureInfo.InvariantCulture)));
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _app.Kill();
        _process.Dispose();
        _app.Dispose();
    }
}
