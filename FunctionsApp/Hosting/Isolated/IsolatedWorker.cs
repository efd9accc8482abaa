using Grpc.Core;
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

        ParentWatch parent = worker.Services.GetRequiredService<ParentWatch>();
        try
        {
            await worker.StartAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // Stopped before it had started: its call to the host has been cancelled.
            return parent.ExitCode;
        }

        await worker.WaitForShutdownAsync();
        return parent.ExitCode;
    }
}
