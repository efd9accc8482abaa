using System.Runtime.InteropServices;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Server;

/// <summary>Runs the app until it is stopped.</summary>
internal static class Application
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunToExitCodeAsync(this IHost app)
    {
        ParentProcessMonitor? parent = app.Services.GetService<ParentProcessMonitor>();
        try
        {
            // Before the host, which first makes all its services and ends with the first of them that cannot be made.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.StartAsync();
        }
        catch (HealthSettingsException exception)
        {
            Terminal.WriteError(exception.Message);
            return ExitCode.Settings;
        }
        catch (IOException exception)
        {
            Terminal.WriteErrorLine($"{exception.Message.TrimEnd('.')}. Choose another address, such as --urls http://127.0.0.1:7072.");
            return ExitCode.Unavailable;
        }
        catch (OperationCanceledException)
        {
            // Stopped before it had started.
            return parent?.ExitCode ?? ExitCode.Stopped;
        }

        if (parent is null)
        {
            // Not awaited: nobody may be reading the output.
            _ = Task.Run(() => StartupBanner.Print(app.Services));
        }

        await StopAsync(app);
        return parent?.ExitCode ?? ExitCode.Stopped;
    }

    /// <summary>Waits for the first signal, and stops. A second one stops at once.</summary>
    private static async Task StopAsync(IHost app)
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.UnsafeRegister(_ => first.TrySetResult(), null))
        {
            await first.Task;
        }

        using CancellationTokenSource second = new();
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopAtOnce);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopAtOnce);
        await app.StopAsync(second.Token);

        void StopAtOnce(PosixSignalContext signal)
        {
            signal.Cancel = true;
            second.Cancel();
        }
    }
}
