using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>Writes the engine's log lines. A successful run that changes nothing has none.</summary>
internal static partial class EngineLog
{
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
        string from = change.From is { } known ? HealthCode.Of(known) : "UNKNOWN";
        string to = HealthCode.Of(change.To);
        string reason = result.Outcome.Reason ?? "CHECK";
        string? description = result.Outcome.Description;
        Exception? exception = result.Outcome.Exception;
        StatusChanged(logger, level, check, from, to, change.After, reason, description, result.Duration, result.FailuresInRow, exception);
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
        5,
        LogLevel.Information,
        "Health check {Check}: a run that had missed its timeout has ended after {Age}, and found {Code}. The next call starts another one.",
        EventName = "LateRunEnded")]
    public static partial void LateRunEnded(this ILogger logger, string check, string code, TimeSpan age);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Health check {Check} is registered with the timeout {Timeout}, above HealthFunctions__Deadline, {Deadline}: a call ends at the deadline, with ERROR, even where the run is going to succeed.",
        EventName = "TimeoutAboveDeadline")]
    public static partial void TimeoutAboveDeadline(this ILogger logger, string check, TimeSpan timeout, TimeSpan deadline);

    [LoggerMessage(
        EventId = 1,
        Message = "Health check {Check} went from {From} to {To} after {After}. Reason: {Reason} (run took {Duration}, failures in a row: {FailuresInRow}) {Description}",
        EventName = "StatusChanged")]
    private static partial void StatusChanged(
        ILogger logger,
        LogLevel level,
        string check,
        string from,
        string to,
        TimeSpan after,
        string reason,
        string? description,
        TimeSpan duration,
        int failuresInRow,
        Exception? exception);
}
