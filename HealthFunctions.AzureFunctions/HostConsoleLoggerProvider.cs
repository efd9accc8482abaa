using HealthFunctions.FunctionsHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HealthFunctions.AzureFunctions;

/// <summary>
/// Writes the log lines of the health checks, and no others, to the console, all of which the Functions host keeps. A worker
/// sends its lines to the host, which drops those that belong to no invocation: but a run serves many invocations.
/// </summary>
internal sealed class HostConsoleLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private const string Category = "HealthFunctions";
    private const string WorkerProvider = "Microsoft.Azure.Functions.Worker.Logging.WorkerLoggerProvider";

    // A container of its own: the app's console logger, if it has one, keeps its format.
    private readonly Lazy<ServiceProvider> _console =
        new(() => new ServiceCollection().AddLogging(FunctionsHostLogs.AddFunctionsHostConsole).BuildServiceProvider());

    private IExternalScopeProvider? _scopes;

    /// <summary>Keeps the worker from sending the same lines to its host, where they would come twice or never.</summary>
    public static void ReplaceWorkerLogs(LoggerFilterOptions filters) =>
        filters.Rules.Add(new LoggerFilterRule(WorkerProvider, Category, LogLevel.None, filter: null));

    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        if (!categoryName.StartsWith(Category, StringComparison.Ordinal))
        {
            return NullLogger.Instance;
        }

        ConsoleLoggerProvider provider = (ConsoleLoggerProvider)_console.Value.GetRequiredService<ILoggerProvider>();
        if (_scopes is not null)
        {
            provider.SetScopeProvider(_scopes);
        }

        return provider.CreateLogger(categoryName);
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        if (_console.IsValueCreated)
        {
            _console.Value.Dispose();
        }
    }
}
