using Microsoft.Extensions.Logging;

namespace HealthFunctions.Server.Connections;

/// <summary>Lists the log messages about connections.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Limit} connections are open, which is the limit: each new one closes the one that has been idle the longest",
        EventName = "ConnectionLimitReached")]
    public static partial void ConnectionLimitReached(this ILogger logger, int limit);

    [LoggerMessage(2, LogLevel.Information, "Connections are below the limit of {Limit} again; {Closed} were closed for others",
        EventName = "ConnectionsBelowLimit")]
    public static partial void ConnectionsBelowLimit(this ILogger logger, int limit, long closed);
}
