using System.Runtime.InteropServices;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Tells the Functions host by exit code why its worker ends: wrong settings, or a stop after which the host starts another one.
/// </summary>
internal sealed class WorkerExit : IHostedLifecycleService, IDisposable
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ParentProcessMonitor _parent;
    private readonly PosixSignalRegistration _sigterm;
    private readonly Lock _lock = new();
    private bool _terminated;

    /// <summary>Watches the start from its first step: wrong settings show when the host makes its other services.</summary>
    public WorkerExit(IHostApplicationLifetime lifetime, ParentProcessMonitor parent)
    {
        _lifetime = lifetime;
        _parent = parent;
        // For good: the app's Main disposes of the host before an exception of the start reaches the runtime.
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        // Beside the one of .NET's host, which stops the app. A Ctrl-C is none of these: it stops the Functions host too.
        _sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => SetExitCode(terminated: true));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        SetExitCode(terminated: false);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _sigterm.Dispose();

    /// <summary>Sets the code that the process ends with, unless the app returns one of its own from Main.</summary>
    /// <param name="terminated">Whether SIGTERM has come, from whichever thread, before or after the stop that it causes.</param>
    private int SetExitCode(bool terminated)
    {
        lock (_lock)
        {
            _terminated |= terminated;
            int stop = _parent.ExitCode;
            return Environment.ExitCode = _terminated && stop == ExitCode.Restart ? ExitCode.Terminated : stop;
        }
    }

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
            Environment.Exit(SetExitCode(terminated: false));
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
