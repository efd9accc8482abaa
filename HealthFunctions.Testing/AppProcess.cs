using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace HealthFunctions.Testing;

/// <summary>
/// Starts the server as a process: the executable that was built with these tests, or the one that the environment variable
/// <c>HEALTHFUNCTIONS_APP</c> names, such as the native one.
/// </summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const string LastLine = "Ctrl-C stops it.";

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private AppProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static string Executable => Environment.GetEnvironmentVariable("HEALTHFUNCTIONS_APP") is { Length: > 0 } path
        ? path
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "HealthFunctions.Server.exe" : "HealthFunctions.Server");

    /// <summary>Gets whether that executable is native code, which has no assemblies beside it.</summary>
    public static bool IsNative => !File.Exists(Path.Combine(Path.GetDirectoryName(Executable)!, "HealthFunctions.Server.dll"));

    public HttpClient Client { get; } = new();

    /// <summary>Gets the lines that the process has written to its output so far.</summary>
    public IReadOnlyList<string> Output => _lines;

    public int Id => _process.Id;

    /// <summary>Starts the app and waits until it has written the address that it listens on.</summary>
    /// <param name="settings">Environment variables. Where they say nothing else, the app listens on a port that the system chooses.</param>
    /// <param name="args">The command line.</param>
    public static async Task<AppProcess> StartAsync(IEnumerable<(string Key, string? Value)>? settings = null, params IEnumerable<string> args)
    {
        AppProcess app = Launch([("ASPNETCORE_URLS", "http://127.0.0.1:0"), .. settings ?? []], args);
        try
        {
            using CancellationTokenSource timeout = new(Timeout);
            string line;
            do
            {
                line = await app._process.StandardOutput.ReadLineAsync(timeout.Token)
                    ?? throw new InvalidOperationException($"The app ended early: {await app._errors}");
                app._lines.Add(line);
                if (Served.Match(line) is { Success: true } match)
                {
                    app.Client.BaseAddress = new Uri(match.Groups[1].Value);
                }
            }
            while (line != LastLine);

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts the app as the Functions host starts its custom handler: with a port to listen on, with the host's own settings in
    /// the environment, and asked for <c>GET /</c> until it answers.
    /// </summary>
    public static async Task<AppProcess> StartHandlerAsync(IEnumerable<(string Key, string? Value)>? settings = null, params IEnumerable<string> args)
    {
        using ReservedPort port = new();
        AppProcess app = Launch([.. HandlerSettings(port.Number), .. settings ?? []], args);
        app.Client.BaseAddress = new Uri(port.Url);
        try
        {
            await app.Client.FirstAnswerAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the app from a shell that has prepared its streams, and waits until it answers.</summary>
    /// <param name="prepare">What the shell does before it becomes the app, such as <c>exec >/dev/full</c>.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<AppProcess> StartFromShellAsync(string prepare, IEnumerable<(string Key, string? Value)>? settings = null)
    {
        using ReservedPort port = new();
        AppProcess app = Launch([("ASPNETCORE_URLS", port.Url), .. settings ?? []], ["-c", $"{prepare}; exec \"$0\"", Executable], "/bin/sh");
        app.Client.BaseAddress = new Uri(port.Url);
        try
        {
            await app.Client.FirstAnswerAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the environment variables that the Functions host gives its custom handler, its own address included.</summary>
    public static IEnumerable<(string Key, string? Value)> HandlerSettings(int port) =>
    [
        ("FUNCTIONS_CUSTOMHANDLER_PORT", $"{port}"),
        ("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", "4fd9a5f5-5dd4-4b7e-bdc9-ba0cd6d8d3b6"),
        ("FUNCTIONS_HTTPWORKER_PORT", $"{port}"),
        ("FUNCTIONS_WORKER_RUNTIME", "custom"),
        ("AZURE_FUNCTIONS_ENVIRONMENT", "Production"),
        ("ASPNETCORE_URLS", "http://127.0.0.1:1"),
        ("URLS", "http://127.0.0.1:1"),
        ("PORT", "1"),
    ];

    /// <summary>Sends raw text, which need not be a valid request, and reads until the app closes the connection.</summary>
    public async Task<string> SendAsync(string text)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        using StreamReader reader = new(client.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts the app and waits for its exit.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<(string Key, string? Value)>? settings = null, params IEnumerable<string> args) => RunAsync(Launch(settings ?? [], args));

    /// <summary>Starts another executable, such as a copy of the app, and waits for its exit.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunExecutableAsync(
        string executable, IEnumerable<(string Key, string? Value)>? settings = null, params IEnumerable<string> args) =>
        RunAsync(Launch(settings ?? [], args, executable));

    /// <summary>Waits for the exit of the process.</summary>
    /// <returns>What the process wrote to its output and error streams.</returns>
    public async Task<string> ReadToEndAsync()
    {
        using CancellationTokenSource timeout = new(Timeout);
        string output = await _process.StandardOutput.ReadToEndAsync(timeout.Token);
        return output + await _errors;
    }

    /// <summary>Reads what the process writes to its output, until that is so many characters, or the output ends.</summary>
    public async Task ReadAsync(int characters)
    {
        using CancellationTokenSource timeout = new(Timeout);
        char[] buffer = new char[characters];
        await _process.StandardOutput.ReadBlockAsync(buffer, timeout.Token);
    }

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(PosixSignal signal)
    {
        using Process kill = Process.Start("kill", [signal == PosixSignal.SIGINT ? "-INT" : "-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(PosixSignal signal)
    {
        await SignalAsync(signal);
        using CancellationTokenSource timeout = new(Timeout);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(AppProcess app)
    {
        await using (app)
        {
            using CancellationTokenSource timeout = new(Timeout);
            string output = await app._process.StandardOutput.ReadToEndAsync(timeout.Token);
            await app._process.WaitForExitAsync(timeout.Token);
            return (app._process.ExitCode, output, await app._errors);
        }
    }

    private static AppProcess Launch(IEnumerable<(string Key, string? Value)> settings, IEnumerable<string> args, string? executable = null)
    {
        ProcessStartInfo start = new(executable ?? Executable, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string key, string? value) in settings)
        {
            start.Environment[key] = value;
        }

        return new AppProcess(Process.Start(start)!);
    }

    [GeneratedRegex(@"^\s+(https?://\S+)/_system/check$")]
    private static partial Regex Served { get; }
}
