using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Tells the Functions host by exit code why its worker ends: wrong settings, or a stop after which the host starts another one.
/// </summary>
internal sealed class WorkerExit : IHostedLifecycleService
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ParentProcessMonitor _parent;

    /// <summary>Watches the start from its first step: wrong settings show when the host makes its other services.</summary>
    public WorkerExit(IHostApplicationLifetime lifetime, ParentProcessMonitor parent)
    {
        _lifetime = lifetime;
        _parent = parent;
        // For good: the app's Main disposes of the host before an exception of the start reaches the runtime.
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // An app that returns an exit code of its own from Main overrides this one.
        Environment.ExitCode = _parent.ExitCode;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends a process that nobody else saves, without a stack trace where there is nothing to debug.</summary>
    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs args)
    {
        if (args.ExceptionObject is HealthSettingsException exception)
        {
            WriteErrors([$"The settings are wrong ({exception.Errors.Count}).", .. exception.Errors]);
            Environment.Exit(ExitCode.Settings);
        }

        // A stop before the Functions host has answered cancels the worker's call to it, and so the start.
        if (_lifetime.ApplicationStopping.IsCancellationRequested && !_lifetime.ApplicationStarted.IsCancellationRequested)
        {
            Environment.Exit(_parent.ExitCode);
        }
    }

    /// <summary>Writes lines that the Functions host shows as errors: it tells the level of a line on stderr by the words in it.</summary>
    private static void WriteErrors(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.Error.WriteLine($"error: HealthFunctions: {line.ReplaceLineEndings(" ")}");
        }
    }
}
