using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HealthFunctions.FunctionsHost;

/// <summary>Logs for a Functions host, which hands each line of a child's console on to Application Insights.</summary>
internal static class FunctionsHostLogs
{
    /// <summary>One JSON object per line, so that a query finds each value by its name.</summary>
    public static void AddFunctionsHostConsole(this ILoggingBuilder logging)
    {
        logging.AddJsonConsole(console => console.IncludeScopes = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            // The host tells levels by stream and wording: all of stdout is information, "error" on stderr an error.
            console.LogToStandardErrorThreshold = LogLevel.Warning;
            // An answer does not wait for a reader that has stalled. The logger counts what it drops, and says so.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    }
}
