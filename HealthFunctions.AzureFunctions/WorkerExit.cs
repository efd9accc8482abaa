using HealthFunctions.Endpoint;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Tells the Functions host by exit code why its worker ends: wrong settings, or a stop after which the host starts another one.
/// </summary>
internal sealed class WorkerExit(IServiceProvider services, ParentProcessMonitor parent) : IHostedLifecycleService, IDisposable
{
    /// <summary>Reads all settings before the worker reports to its host: an app with wrong ones serves nothing.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        services.GetRequiredService<HealthEndpoint>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // An app that returns an exit code of its own from Main overrides this one.
        Environment.ExitCode = parent.ExitCode;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;

    /// <summary>Ends a process that nobody else saves, with lines that the host shows as errors in place of a stack trace.</summary>
    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs args)
    {
        if (args.ExceptionObject is HealthSettingsException exception)
        {
            StartError.Write([$"The settings are wrong ({exception.Errors.Count}).", .. exception.Errors]);
            Environment.Exit(ExitCode.Settings);
        }
    }
}
