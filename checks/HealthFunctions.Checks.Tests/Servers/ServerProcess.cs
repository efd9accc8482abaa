using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a server as a child process, which ends with the test process, however that ends.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _name;
    private readonly Task _ended;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource<string> Seen)> _awaited = [];

    private ServerProcess(Process process, string name)
    {
        _process = process;
        _name = name;
        _ended = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Id => _process.Id;

    /// <summary>Gets what the server has written so far to its output and to its error stream.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="program">The path of its program.</param>
    /// <param name="args">The command line.</param>
    /// <param name="environment">Variables to add to the environment.</param>
    /// <param name="user">The user to run as, where the tests run as root; null for the user of the tests.</param>
    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> args, IEnumerable<(string Key, string Value)>? environment = null, string? user = null)
    {
        ProcessStartInfo start = new(
            ServerPrograms.Find("setpriv", "util-linux"), ["--pdeathsig", "KILL", .. AsUser(user), "--", program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string key, string value) in environment ?? [])
        {
            start.Environment[key] = value;
        }

        return new ServerProcess(await LastingThread.RunAsync(() => Process.Start(start)!), Path.GetFileName(program));
    }

    /// <summary>Waits until the server has written a line that contains a text.</summary>
    /// <returns>The line.</returns>
    /// <exception cref="InvalidOperationException">The server ended before, or wrote no such line in its time. The message has its output.</exception>
    public async Task<string> WaitForLineAsync(string text)
    {
        Task<string> seen = Await(text);
        using CancellationTokenSource timeout = new(StartTimeout);
        try
        {
            await Task.WhenAny(seen, _ended).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
        }

        return seen.IsCompletedSuccessfully
            ? await seen
            : throw new InvalidOperationException($"{_name} {(_ended.IsCompleted ? "ended" : "took too long")} before it wrote '{text}':\n{Output}");
    }

    /// <summary>Stops the server by a signal, and kills it where that takes too long.</summary>
    public async Task StopAsync(PosixSignal signal = PosixSignal.SIGTERM)
    {
        if (!_process.HasExited)
        {
            using Process kill = Process.Start("kill", [$"-{signal.ToString()[3..]}", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
            using CancellationTokenSource timeout = new(StopTimeout);
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }

        await DisposeAsync();
    }

    /// <summary>Waits for the end of the process by itself.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static IEnumerable<string> AsUser(string? user) =>
        user is null || !Environment.IsPrivilegedProcess ? [] : ["--reuid", user, "--regid", user, "--init-groups"];

    private Task<string> Await(string text)
    {
        TaskCompletionSource<string> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
            {
                seen.SetResult(line);
            }
            else
            {
                _awaited.Add((text, seen));
            }
        }

        return seen.Task;
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _lines.Add(line);
                foreach ((_, TaskCompletionSource<string> seen) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
                {
                    seen.TrySetResult(line);
                }
            }
        }
    }
}
