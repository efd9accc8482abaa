using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Hosting.Kestrel;

/// <summary>Sets Kestrel up for a process that is to be there at once and gone at once.</summary>
internal static class KestrelSetup
{
    /// <summary>A stop is over within a second, whatever callers and checks do.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(600);

    public static HostApplicationBuilder CreateBuilder(string[] args)
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

    /// <summary>Files, then the environment, then the command line; no file is watched.</summary>
    public static void AddSettings(this HostApplicationBuilder builder, string[] args) => builder.Configuration
        .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
        .AddJsonFile($"appsettings.{builder.Environment.EnvironmentName}.json", optional: true, reloadOnChange: false)
        .AddEnvironmentVariables()
        .AddCommandLine(args);

    public static void AddLogs(this HostApplicationBuilder builder) => builder.Logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddConfiguration(builder.Configuration.GetSection("Logging"))
        // Not to be had by settings: these lines quote requests that are malformed, and a Functions key may be in one.
        .AddFilter<LazyConsole>("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None)
        // The app itself tells why it cannot start, in a line.
        .AddFilter<LazyConsole>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .Services.AddSingleton<ILoggerProvider>(_ => new LazyConsole(
            CustomHandler.IsPlayed(builder.Configuration) ? FunctionsHostLogs.AddFunctionsHostConsole : AddTerminalConsole));

    public static void AddKestrel(this HostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Options.Create(new HostOptions { ShutdownTimeout = ShutdownTimeout }));
        builder.Services.AddSingleton(services => new HttpServer(services, services.GetRequiredService<ILoggerFactory>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<HttpServer>());
        // The host would set up listeners for metrics that settings name; this app has none, and its own settings are read already.
        builder.Services.RemoveAll<IStartupValidator>();
    }

    /// <summary>Ties a custom handler's life to that of the host that started it.</summary>
    public static void AddParentWatch(this HostApplicationBuilder builder)
    {
        if (CustomHandler.IsPlayed(builder.Configuration))
        {
            builder.Services.AddParentWatch();
        }
    }

    private static void AddTerminalConsole(this ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
    });
}
