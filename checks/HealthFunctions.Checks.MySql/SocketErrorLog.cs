using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Checks.MySql;

/// <summary>Represents the log of a client, which alone is told why it could not connect: its exception does not say.</summary>
internal sealed class SocketErrorLog : ILoggerFactory, ILogger
{
    /// <summary>Gets the newest error of a socket or of the resolver of names.</summary>
    public SocketException? Newest { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Newest = exception as SocketException ?? Newest;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
