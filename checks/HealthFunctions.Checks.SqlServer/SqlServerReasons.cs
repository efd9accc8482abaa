using HealthFunctions.Health;
using Microsoft.Data.SqlClient;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Knows what the errors of servers and of the client mean.</summary>
internal static class SqlServerReasons
{
    /// <summary>An error of this class, or of a higher one, ends the connection.</summary>
    private const byte Fatal = 20;

    public static HealthReason Of(Exception error) => error switch
    {
        SqlException sql => OfNumbers(sql) ?? HealthReasons.Of(error) ?? (IsConnectionLost(sql) ? HealthReason.ConnectionLost : HealthReason.UnexpectedAnswer),
        // In an app without cultures.
        NotSupportedException => HealthReason.Unsupported,
        _ => HealthReasons.Of(error) ?? HealthReason.UnexpectedAnswer,
    };

    /// <summary>Tells whether an error means no more than that the connection is gone: it is no answer of the server.</summary>
    public static bool IsConnectionLost(Exception error) => error is SqlException { Class: >= Fatal } sql && OfNumbers(sql) is null;

    // The first error that is known: what comes after it follows from it.
    private static HealthReason? OfNumbers(SqlException error) => error.Errors.Cast<SqlError>().Select(one => OfNumber(one.Number)).FirstOrDefault(reason => reason is not null);

    private static HealthReason? OfNumber(int number) => number switch
    {
        // The client's limit of time; a lock.
        -2 or 1222 => HealthReason.Timeout,
        // A login that failed, is locked, disabled, or whose password has ended.
        18450 or 18452 or 18456 or 18461 or 18463 or 18464 or 18465 or 18466 or 18467 or 18468 or 18470 or 18486 or 18487 or 18488 => HealthReason.Authentication,
        // No permission on an object, a column, a statement, the database, the server; a write where only reads are allowed; a firewall rule.
        229 or 230 or 262 or 297 or 300 or 371 or 916 or 978 or 3906 or 40615 => HealthReason.Forbidden,
        // No such object, procedure, database.
        208 or 911 or 2812 or 4060 => HealthReason.NotFound,
        // A database that is offline, restoring, or a secondary; a server that starts, stops, pauses or has no place left; Azure SQL's own.
        922 or 927 or 942 or 945 or 976 or 983 or 6005 or 10928 or 10929 or 10936 or 17142 or 17187 or 17188 or 17197 or 17809 or 18401 or 18451
            or 40197 or 40501 or 40544 or 40549 or 40613 or 42108 or 42109 or 49918 or 49919 or 49920 => HealthReason.Unavailable,
        _ => null,
    };
}
