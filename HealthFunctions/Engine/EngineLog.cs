using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>Writes the engine's log lines. A successful run that changes nothing has none.</summary>
internal static partial class EngineLog
{
    /// <summary>Limits how many causes an exception may have within each other: to write them takes stack for each.</summary>
    private const int DeepestDetails = 100;

    private static readonly EventId StatusChangedEvent = new(1, "StatusChanged");

    /// <summary>Writes the line of a change of status, without the stack trace of an exception, which is a line of its own at Debug.</summary>
    public static void StatusChanged(this ILogger logger, string check, StatusChange change, CheckResult result)
    {
        LogLevel level = change switch
        {
            { To: HealthStatus.Unhealthy } => LogLevel.Error,
            { To: HealthStatus.Degraded } => LogLevel.Warning,
            // A check that starts well is no news, or each cold start would tell of every check.
            { From: null } => LogLevel.Debug,
            _ => LogLevel.Information,
        };
        if (logger.IsEnabled(level))
        {
            logger.Log(level, StatusChangedEvent, new StatusLine(check, change, result), exception: null, static (line, _) => line.ToString());
        }

        if (result.Outcome.Exception is { } exception && Depth(exception) <= DeepestDetails)
        {
            FailureDetails(logger, check, HealthCode.Of(change.To), exception);
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "Health check {Check}: a service of its scope failed while it was disposed of.", EventName = "DisposeFailed")]
    public static partial void DisposeFailed(this ILogger logger, string check, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "Health check {Check}: a callback on its cancellation failed.", EventName = "CancellationFailed")]
    public static partial void CancellationFailed(this ILogger logger, string check, Exception exception);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "Health check {Check} hangs: its run has lived for {Age}, past its deadline and its cancellation. Until it ends no other is started and callers get ERROR.",
        EventName = "RunHangs")]
    public static partial void RunHangs(this ILogger logger, string check, TimeSpan age);

    [LoggerMessage(
        EventId = 5,
        Message = "Health check {Check}: a run that had missed its timeout has ended after {Age}, and found {Code}. The next call starts another one.",
        EventName = "LateRunEnded")]
    public static partial void LateRunEnded(this ILogger logger, LogLevel level, string check, string code, TimeSpan age);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Health check {Check} is registered with the timeout {Timeout}, above HealthFunctions__Deadline, {Deadline}: a call ends at the deadline, with ERROR, even where the run is going to succeed.",
        EventName = "TimeoutAboveDeadline")]
    public static partial void TimeoutAboveDeadline(this ILogger logger, string check, TimeSpan timeout, TimeSpan deadline);

    [LoggerMessage(
        8,
        LogLevel.Information,
        "Not settings of health checks, and left to whatever reads them: {Keys}. HealthFunctionsOptions.HealthChecksSection names another section.",
        EventName = "ForeignKeys")]
    public static partial void ForeignKeys(this ILogger logger, string keys);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "No route can carry these names of health checks: {Names}. Their checks are in reports and in groups: give them a tag to ask for.",
        EventName = "UnroutableNames")]
    public static partial void UnroutableNames(this ILogger logger, string names);

    [LoggerMessage(7, LogLevel.Debug, "Health check {Check}: the exception behind its status {Status}.", EventName = "FailureDetails")]
    private static partial void FailureDetails(ILogger logger, string check, string status, Exception exception);

    [LoggerMessage(
        10,
        LogLevel.Information,
        "The app stops in {Drain}. Until then groups are ERROR, reason SHUTDOWN, and all else is answered as ever.",
        EventName = "Draining")]
    public static partial void Draining(this ILogger logger, TimeSpan drain);

    private static int Depth(Exception exception)
    {
        int depth = 0;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            depth++;
        }

        return depth;
    }
}
