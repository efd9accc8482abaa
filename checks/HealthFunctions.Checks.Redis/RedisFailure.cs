using HealthFunctions.Health;
using StackExchange.Redis;

namespace HealthFunctions.Checks.Redis;

/// <summary>Finds the reason that an exception of the client tells.</summary>
internal static class RedisFailure
{
    public static HealthReason ReasonOf(RedisException error)
    {
        HealthReason? reason = null;
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            reason = OfAnswer(cause.Message) ?? OfOne(cause) ?? reason;
        }

        // A socket knows better than the client why it failed.
        return HealthReasons.Of(error) ?? reason ?? HealthReason.Timeout;
    }

    private static HealthReason? OfOne(Exception cause) => cause switch
    {
        RedisConnectionException connection => OfConnection(connection.FailureType),
        RedisServerException => HealthReason.UnexpectedAnswer,
        _ => null,
    };

    private static HealthReason? OfConnection(ConnectionFailureType type) => type switch
    {
        ConnectionFailureType.AuthenticationFailure => HealthReason.Authentication,
        ConnectionFailureType.ProtocolFailure or ConnectionFailureType.ResponseIntegrityFailure
            // To the client, an answer of no protocol is a failure of its own.
            or ConnectionFailureType.InternalFailure => HealthReason.UnexpectedAnswer,
        ConnectionFailureType.SocketClosed or ConnectionFailureType.SocketFailure => HealthReason.ConnectionLost,
        ConnectionFailureType.Loading => HealthReason.Unavailable,
        _ => null,
    };

    /// <summary>Finds the reason that the server gives: its errors begin with a code, which the client quotes.</summary>
    private static HealthReason? OfAnswer(string message) => true switch
    {
        _ when message.Contains("NOPERM ", StringComparison.Ordinal) => HealthReason.Forbidden,
        _ when message.Contains("NOAUTH ", StringComparison.Ordinal) || message.Contains("WRONGPASS ", StringComparison.Ordinal) => HealthReason.Authentication,
        _ when message.Contains("LOADING ", StringComparison.Ordinal) || message.Contains("BUSY ", StringComparison.Ordinal)
            || message.Contains("max number of clients", StringComparison.Ordinal) => HealthReason.Unavailable,
        _ => null,
    };
}
