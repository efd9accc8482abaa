using Microsoft.Extensions.Logging;

namespace HealthFunctions.Testing;

/// <summary>Implements a log that calls a hook for each line, on the thread that writes it.</summary>
internal sealed class HookedLoggerProvider(Action hook) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => hook();

    public void Dispose()
    {
    }
}
