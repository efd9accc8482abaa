using System.Net.Sockets;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Server;

/// <summary>Runs the app until it is stopped.</summary>
internal static class Application
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunToExitCodeAsync(this IHost app)
    {
        List<string> errors = [];
        IReadOnlyList<string> urls = ListenUrls.Read(app.Services.GetRequiredService<IConfiguration>(), errors);
        try
        {
            HttpServer server = app.Services.GetRequiredService<HttpServer>();
            foreach (string url in urls)
            {
                server.Urls.Add(url);
            }
        }
        catch (HealthSettingsException exception)
        {
            errors.AddRange(exception.Errors);
        }

        if (errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(new HealthSettingsException(errors).Message);
            return ExitCode.Settings;
        }

        ParentProcessMonitor? parent = app.Services.GetService<ParentProcessMonitor>();
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} Choose another address, such as --urls http://127.0.0.1:7072.");
            return ExitCode.Unavailable;
        }
        catch (OperationCanceledException)
        {
            // Stopped before it had started.
            return parent?.ExitCode ?? ExitCode.Stopped;
        }

        if (parent is null)
        {
            StartupBanner.Print(app.Services);
        }

        await app.WaitForShutdownAsync();
        return parent?.ExitCode ?? ExitCode.Stopped;
    }
}
