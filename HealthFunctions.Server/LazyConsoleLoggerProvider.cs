using HealthFunctions.Logging;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Server;

/// <summary>
/// Makes the console logger when there is a first line to write. A start that goes well has none, and is spared 4 ms of 13 and
/// 1.4 MB (docs/adr/0004-kestrel-without-the-web-host.md).
/// </summary>
/// <param name="configure">Adds the console logger, in the format it shall have.</param>
[ProviderAlias("Console")]
internal sealed class LazyConsoleLoggerProvider(Action<ILoggingBuilder> configure) : ILoggerProvider, ISupportExternalScope
{
    private readonly LazyConsole _console = new(configure);

    public ILogger CreateLogger(string categoryName) => new LazyLogger(new Lazy<ILogger>(() => _console.CreateLogger(categoryName)));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _console.SetScopeProvider(scopeProvider);

    public void Dispose() => _console.Dispose();

    private sealed class LazyLogger(Lazy<ILogger> logger) : ILogger
    {
        /// <summary>Nothing: the logger's factory keeps the scopes, for every provider.</summary>
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logger.Value.Log(logLevel, eventId, state, exception, formatter);
    }
}
