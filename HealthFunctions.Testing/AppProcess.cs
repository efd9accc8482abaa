using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace HealthFunctions.Testing;

/// <summary>
/// The app as a process of its own: the one that was built with these tests, or the executable that
/// <c>HEALTHFUNCTIONS_APP</c> names, such as the native one.
/// </summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

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

    public HttpClient Client { get; } = new();

    /// <summary>What the process has printed so far.</summary>
    public IReadOnlyList<string> Output => _lines;

    public int Id => _process.Id;

    /// <summary>Starts the app and waits until it has said where it serves.</summary>
    /// <param name="settings">Its environment, beside the port, which the system chooses.</param>
    /// <param name="args">Its command line.</param>
    public static async Task<AppProcess> StartAsync(IEnumerable<(string Key, string? Value)>? settings = null, params IEnumerable<string> args)
    {
        AppProcess app = Launch([("PORT", "0"), .. settings ?? []], args);
        try
        {
            using CancellationTokenSource timeLimit = new(TimeLimit);
            string line;
            do
            {
                line = await app._process.StandardOutput.ReadLineAsync(timeLimit.Token)
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
        string url = ResourceServer.RefusedUrl();
        AppProcess app = Launch([.. HandlerSettings(new Uri(url).Port), .. settings ?? []], args);
        app.Client.BaseAddress = new Uri(url);
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

    /// <summary>What the Functions host puts into its custom handler's environment, its own address included.</summary>
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

    /// <summary>Sends the very text, which need be no request, and reads until the app closes the connection.</summary>
    public async Task<string> SendAsync(string text)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        using StreamReader reader = new(client.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the app to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<(string Key, string? Value)>? settings = null, params IEnumerable<string> args)
    {
        await using AppProcess app = Launch(settings ?? [], args);
        using CancellationTokenSource timeLimit = new(TimeLimit);
        string output = await app._process.StandardOutput.ReadToEndAsync(timeLimit.Token);
        await app._process.WaitForExitAsync(timeLimit.Token);
        return (app._process.ExitCode, output, await app._errors);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>All that the process wrote, to both its streams.</returns>
    public async Task<string> ReadToEndAsync()
    {
        using CancellationTokenSource timeLimit = new(TimeLimit);
        string output = await _process.StandardOutput.ReadToEndAsync(timeLimit.Token);
        return output + await _errors;
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    /// <returns>The exit code, and how long the end took.</returns>
    public async Task<(int ExitCode, TimeSpan After)> StopAsync(PosixSignal signal)
    {
        long sent = Stopwatch.GetTimestamp();
        using Process kill = Process.Start("kill", [signal == PosixSignal.SIGINT ? "-INT" : "-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        using CancellationTokenSource timeLimit = new(TimeLimit);
        await _process.WaitForExitAsync(timeLimit.Token);
        return (_process.ExitCode, Stopwatch.GetElapsedTime(sent));
    }

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

    private static AppProcess Launch(IEnumerable<(string Key, string? Value)> settings, IEnumerable<string> args)
    {
        ProcessStartInfo start = new(Executable, args)
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

    [GeneratedRegex(@"^\s+(http://\S+)/_system/check$")]
    private static partial Regex Served { get; }
}
