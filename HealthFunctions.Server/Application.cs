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
            Terminal.WriteError($"{exception.Message.TrimEnd('.')}. Choose another address, such as --urls http://127.0.0.1:7072.");
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

        await app.WaitForShutdownAsync();
        return parent?.ExitCode ?? ExitCode.Stopped;
    }
}
