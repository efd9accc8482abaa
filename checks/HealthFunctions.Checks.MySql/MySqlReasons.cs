using HealthFunctions.Health;
using MySqlConnector;

namespace HealthFunctions.Checks.MySql;

/// <summary>Knows what the errors of servers and of the client mean.</summary>
internal static class MySqlReasons
{
    /// <summary>The error of MariaDB for a query that took longer than its <c>max_statement_time</c>; the client knows only that of MySQL.</summary>
    private const MySqlErrorCode StatementTimeout = (MySqlErrorCode)1969;

    /// <summary>The errors of MySQL and of MariaDB for an account that is locked.</summary>
    private const MySqlErrorCode AccountLocked = (MySqlErrorCode)3118;
    private const MySqlErrorCode AccountLockedInMariaDb = (MySqlErrorCode)4151;

    /// <summary>The error of MySQL for a password that has expired.</summary>
    private const MySqlErrorCode PasswordExpired = (MySqlErrorCode)1862;

    /// <summary>The error for a user without a password who must have one.</summary>
    private const MySqlErrorCode AccessDeniedWithoutPassword = (MySqlErrorCode)1698;

    public static HealthReason Of(Exception error) => error is MySqlException { ErrorCode: var code } ? Of(code, error) : HealthReasons.Of(error) ?? HealthReason.UnexpectedAnswer;

    private static HealthReason Of(MySqlErrorCode code, Exception error) => code switch
    {
        MySqlErrorCode.AccessDenied or AccessDeniedWithoutPassword or AccountLocked or AccountLockedInMariaDb or MySqlErrorCode.NotSupportedAuthMode
            or PasswordExpired => HealthReason.Authentication,
        MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied or MySqlErrorCode.PrecedureAccessDenied
            or MySqlErrorCode.SpecifiedAccessDeniedError or MySqlErrorCode.HostNotPrivileged
            or MySqlErrorCode.CannotExecuteInReadOnlyTransaction => HealthReason.Forbidden,
        MySqlErrorCode.UnknownDatabase or MySqlErrorCode.NoSuchTable or MySqlErrorCode.StoredProcedureDoesNotExist => HealthReason.NotFound,
        MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TooManyUserConnections or MySqlErrorCode.UserLimitReached or MySqlErrorCode.HostIsBlocked
            or MySqlErrorCode.ServerShutdown or MySqlErrorCode.NormalShutdown => HealthReason.Unavailable,
        MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.QueryTimeout or StatementTimeout or MySqlErrorCode.LockWaitTimeout => HealthReason.Timeout,
        _ => HealthReasons.Of(error) ?? Unknown(code, error),
    };

    private static HealthReason Unknown(MySqlErrorCode code, Exception error)
    {
        if (code != MySqlErrorCode.UnableToConnectToHost || error.InnerException is not (null or MySqlException))
        {
            return HealthReason.UnexpectedAnswer;
        }

        // The client has two errors of this code without a further cause: its limit of time, and a server without the TLS that was asked for.
        return error.Message.Contains("SSL", StringComparison.Ordinal) ? HealthReason.Tls : HealthReason.Timeout;
    }
}
