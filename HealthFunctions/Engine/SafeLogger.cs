using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>
/// Swallows what a log provider throws: a lost line costs less than a lost answer, or than the process, where a timer writes
/// the line.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A provider can throw anything, and there is no log to tell.")]
internal sealed class SafeLogger(ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return logger.BeginScope(state);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // See above.
        }
    }
}
