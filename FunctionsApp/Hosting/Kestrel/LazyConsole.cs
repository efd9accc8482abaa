using Microsoft.Extensions.Logging;

namespace FunctionsApp.Hosting.Kestrel;

/// <summary>
/// The console logger, made when there is a first line to write: a start that goes well has none, and does not pay for it.
/// </summary>
[ProviderAlias("Console")]
internal sealed class LazyConsole : ILoggerProvider
{
    private readonly Lazy<ILoggerFactory> console = new(() => LoggerFactory.Create(logging => logging
        // Levels were chosen before a line came here.
        .SetMinimumLevel(LogLevel.Trace)
        .AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.TimestampFormat = "HH:mm:ss ";
        })));

    public ILogger CreateLogger(string categoryName) => new LazyLogger(new Lazy<ILogger>(() => console.Value.CreateLogger(categoryName)));

    public void Dispose()
    {
        if (console.IsValueCreated)
        {
            console.Value.Dispose();
        }
    }

    private sealed class LazyLogger(Lazy<ILogger> logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logger.Value.Log(logLevel, eventId, state, exception, formatter);
    }
}
