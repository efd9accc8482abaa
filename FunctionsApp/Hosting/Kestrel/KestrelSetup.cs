using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Hosting.Kestrel;

/// <summary>Sets Kestrel up for a process that is to be there at once and gone at once.</summary>
internal static class KestrelSetup
{
    /// <summary>A stop is over within a second, whatever callers and checks do.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(600);

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        using ConfigurationManager early = new();
        early.AddEnvironmentVariables().AddCommandLine(args);
        return WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            // Settings lie beside the executable, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = early["environment"]
                ?? early["DOTNET_ENVIRONMENT"] ?? early["ASPNETCORE_ENVIRONMENT"] ?? early["AZURE_FUNCTIONS_ENVIRONMENT"],
        });
    }

    /// <summary>Files, then the environment, then the command line; no file is watched.</summary>
    public static void AddSettings(this WebApplicationBuilder builder, string[] args) => builder.Configuration
        .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
        .AddJsonFile($"appsettings.{builder.Environment.EnvironmentName}.json", optional: true, reloadOnChange: false)
        .AddEnvironmentVariables()
        .AddCommandLine(args);

    public static void AddLogs(this WebApplicationBuilder builder) => builder.Logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddConfiguration(builder.Configuration.GetSection("Logging"))
        // Not to be had by settings: these lines tell each request's query, and a Functions key may be in it. While any of
        // them could be written, each request also pays for an activity and a log scope.
        .AddFilter<LazyConsole>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        // The app itself tells why it cannot start, in a line.
        .AddFilter<LazyConsole>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .Services.AddSingleton<ILoggerProvider>(_ => new LazyConsole(
            CustomHandler.IsPlayed(builder.Configuration) ? FunctionsHostLogs.AddFunctionsHostConsole : AddTerminalConsole));

    public static void AddKestrel(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
    }

    /// <summary>Ties a custom handler's life to that of the host that started it.</summary>
    public static void AddParentWatch(this WebApplicationBuilder builder)
    {
        if (CustomHandler.IsPlayed(builder.Configuration))
        {
            builder.Services.AddSingleton<ParentWatch>();
            builder.Services.AddHostedService(services => services.GetRequiredService<ParentWatch>());
        }
    }

    private static void AddTerminalConsole(this ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
    });
}
