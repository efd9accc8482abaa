using Microsoft.Extensions.Logging;

namespace HealthFunctions.Testing;

/// <summary>Implements a log whose every method throws.</summary>
internal sealed class ThrowingLoggerProvider : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw new InvalidOperationException("scope");

    public bool IsEnabled(LogLevel logLevel) => throw new InvalidOperationException("enabled");

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("log");

    public void Dispose()
    {
    }
}
