using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HealthFunctions.Server;

/// <summary>Sets up a process that starts at once and stops at once.</summary>
internal static class ServerBuilder
{
    public static HostApplicationBuilder Create(string[] args)
    {
        using ConfigurationManager early = new();
        early.AddEnvironmentVariables().AddCommandLine(args);
        return Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            // Settings lie beside the executable, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = early["environment"]
                ?? early["DOTNET_ENVIRONMENT"] ?? early["ASPNETCORE_ENVIRONMENT"] ?? early["AZURE_FUNCTIONS_ENVIRONMENT"],
        });
    }

    /// <summary>
    /// Makes everything unknown in the section of the checks an error: nothing else reads it. Without the framework's options
    /// pattern, which would cost a start 0.5 MB.
    /// </summary>
    public static void AddOptions(this HostApplicationBuilder builder) =>
        builder.Services.AddSingleton(new HealthFunctionsOptions { ErrorOnUnknownConfiguration = true });

    /// <summary>Files, then the environment, then the command line.</summary>
    /// <exception cref="HealthSettingsException">A file cannot be read.</exception>
    public static void AddSettings(this HostApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddSettingsFiles(
            builder.Environment.ContentRootPath, "appsettings.json", $"appsettings.{builder.Environment.EnvironmentName}.json");
        builder.Configuration.AddEnvironmentVariables().AddCommandLine(args);
    }

    public static void AddLogs(this HostApplicationBuilder builder)
    {
        IConfigurationSection settings = builder.Configuration.GetSection("Logging");
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // The framework would throw at a wrong level. The validator tells it with all else that is wrong.
        if (!LogSettings.FindErrors(settings).Any())
        {
            builder.Logging.AddConfiguration(settings);
        }

        builder.Logging
            // Not to be had by settings: these lines quote requests that are malformed, and a Functions key may be in one.
            .AddFilter<LazyConsoleLoggerProvider>("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None)
            // The app itself tells why it cannot start, in a line.
            .AddFilter<LazyConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .Services.AddSingleton<ILoggerProvider>(_ => new LazyConsoleLoggerProvider(
                CustomHandler.IsActive(builder.Configuration) ? FunctionsHostLogs.AddFunctionsHostConsole : logging => logging.AddTerminalConsole(settings)));
    }

    /// <summary>Stops a custom handler when the Functions host that started it is gone.</summary>
    public static void AddParentProcessMonitor(this HostApplicationBuilder builder)
    {
        if (CustomHandler.IsActive(builder.Configuration))
        {
            builder.Services.AddParentProcessMonitor();
        }
    }

    /// <summary>A line for people, unless the usual settings (<c>Logging:Console:FormatterName</c>) ask for another format.</summary>
    private static void AddTerminalConsole(this ILoggingBuilder logging, IConfiguration settings)
    {
        logging.Services.Configure<SimpleConsoleFormatterOptions>(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.FormatterName = ConsoleFormatterNames.Simple;
            // An answer does not wait for a reader that has stalled. The logger counts what it drops, and says so.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        // After the above, so that the settings beat it.
        logging.AddConfiguration(settings).AddConsole();
    }
}
