using HealthFunctions.FunctionsHost;
using HealthFunctions.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Writes the log lines of the health checks, and no others, to the console, all of which the Functions host keeps. A worker
/// sends its lines to the host, which drops those that belong to no invocation: but a run serves many invocations.
/// </summary>
internal sealed class HostConsoleLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private const string Category = "HealthFunctions";
    private const string WorkerProvider = "Microsoft.Azure.Functions.Worker.Logging.WorkerLoggerProvider";

    private readonly LazyConsole _console = new(FunctionsHostLogs.AddFunctionsHostConsole);

    /// <summary>Keeps the worker from sending the same lines to its host, where they would come twice or never.</summary>
    public static void ReplaceWorkerLogs(LoggerFilterOptions filters) =>
        filters.Rules.Add(new LoggerFilterRule(WorkerProvider, Category, LogLevel.None, filter: null));

    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return categoryName.StartsWith(Category, StringComparison.Ordinal) ? _console.CreateLogger(categoryName) : NullLogger.Instance;
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _console.SetScopeProvider(scopeProvider);

    public void Dispose() => _console.Dispose();
}
