using HealthFunctions.Endpoint;
using HealthFunctions.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Hosting.Isolated;

/// <summary>Starts the worker and stays until the Functions host has done with it.</summary>
internal static class IsolatedWorker
{
    /// <returns>The exit code.</returns>
    public static async Task<int> WorkAsync(this IHost worker)
    {
        try
        {
            // Before the worker reports to its host: an app with wrong settings must not be there at all.
            worker.Services.GetRequiredService<HealthEndpoint>();
        }
        catch (HealthSettingsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.Settings;
        }

        await worker.RunAsync();
        return ExitCode.Stopped;
    }
}
