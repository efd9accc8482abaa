using System.Diagnostics;

namespace HealthFunctions.Embedding.Tests;

/// <summary>Starts the existing app as a process of its own, whose telemetry nothing else adds to.</summary>
internal sealed class ExistingAppProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private ExistingAppProcess(Process process) => _process = process;

    public HttpClient Client { get; } = new();

    /// <summary>Starts the app and waits until it listens.</summary>
    /// <param name="embed">Whether the app calls <c>AddHealthFunctions</c> and <c>MapHealthFunctions</c>.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<ExistingAppProcess> StartAsync(bool embed, params IEnumerable<(string Key, string? Value)> settings)
    {
        ExistingAppProcess app = Launch(embed, settings);
        try
        {
            string? line;
            do
            {
                line = await app._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                    ?? throw new InvalidOperationException($"The app ended early: {await app._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            }
            while (!line.Contains(Listening, StringComparison.Ordinal));

            app.Client.BaseAddress = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the app and waits for its end.</summary>
    /// <returns>What it wrote to its output, and to its error stream.</returns>
    public static async Task<(string Output, string Errors)> RunAsync(bool embed, params IEnumerable<(string Key, string? Value)> settings)
    {
        await using ExistingAppProcess app = Launch(embed, settings);
        Task<string> output = app._process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await app._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await app._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (await output, errors);
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

    private static ExistingAppProcess Launch(bool embed, IEnumerable<(string Key, string? Value)> settings)
    {
        string executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ExistingApp.exe" : "ExistingApp");
        ProcessStartInfo start = new(executable, ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        // A process that ends by an exception writes no dump.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["Embed"] = embed ? "true" : "false";
        foreach ((string key, string? value) in settings)
        {
            start.Environment[key] = value;
        }

        return new ExistingAppProcess(Process.Start(start)!);
    }
}
