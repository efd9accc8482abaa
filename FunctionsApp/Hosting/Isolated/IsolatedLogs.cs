using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Hosting.Isolated;

/// <summary>
/// Where the worker's log lines go. A worker sends them to its host, which keeps only those of an invocation under way: but a
/// check's run serves many invocations and belongs to none. The host keeps all that the worker writes to its console.
/// </summary>
internal static class IsolatedLogs
{
    private const string WorkerProvider = "Microsoft.Azure.Functions.Worker.Logging.WorkerLoggerProvider";

    public static void AddLogs(this FunctionsApplicationBuilder builder)
    {
        builder.Logging.AddFunctionsHostConsole();
        // What a caller's own call logs would come twice.
        builder.Services.Configure<LoggerFilterOptions>(filters =>
            filters.Rules.Add(new LoggerFilterRule(WorkerProvider, "HealthFunctions", LogLevel.None, filter: null)));
    }
}
