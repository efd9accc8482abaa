using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace HealthFunctions.Health;

/// <summary>Finds the reason that an exception of .NET tells, whichever check or client library it comes through.</summary>
/// <remarks>The endpoint finds it by itself for what a check throws or returns. This is for a check that knows a better word for all else.</remarks>
public static class HealthReasons
{
    /// <summary>Limits how many causes within each other are looked at.</summary>
    private const int MostCauses = 100;

    /// <summary>Finds the reason of the innermost cause that tells one: it is the most precise.</summary>
    /// <param name="exception">The exception, with its causes. A hundred of them are looked at.</param>
    /// <returns>The reason; null where no cause tells one.</returns>
    public static HealthReason? Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        HealthReason? reason = null;
        Exception? cause = exception;
        for (int depth = 0; cause is not null && depth < MostCauses; depth++)
        {
            reason = OfOne(cause) ?? reason;
            cause = cause.InnerException;
        }

        return reason;
    }

    private static HealthReason? OfOne(Exception exception) => exception switch
    {
        SocketException socket => OfSocket(socket.SocketErrorCode),
        HttpRequestException { StatusCode: { } status } => OfStatus(status),
        // TLS that ends within an answer, of which .NET tells no more.
        HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: IOException { InnerException: null } } => HealthReason.ConnectionLost,
        HttpRequestException request => OfRequest(request.HttpRequestError),
        HttpIOException response => OfRequest(response.HttpRequestError),
        AuthenticationException => HealthReason.Tls,
        TimeoutException => HealthReason.Timeout,
        EndOfStreamException => HealthReason.ConnectionLost,
        FileNotFoundException or DirectoryNotFoundException => HealthReason.NotFound,
        UnauthorizedAccessException => HealthReason.Forbidden,
        PlatformNotSupportedException => HealthReason.Unsupported,
        _ => null,
    };

    private static HealthReason? OfSocket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => HealthReason.NameNotResolved,
        SocketError.ConnectionRefused => HealthReason.Refused,
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressNotAvailable => HealthReason.Unreachable,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NetworkReset => HealthReason.ConnectionLost,
        SocketError.TimedOut => HealthReason.Timeout,
        SocketError.AccessDenied => HealthReason.Forbidden,
        _ => null,
    };

    private static HealthReason OfStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired => HealthReason.Authentication,
        HttpStatusCode.Forbidden => HealthReason.Forbidden,
        HttpStatusCode.NotFound => HealthReason.NotFound,
        _ => HealthReason.UnexpectedStatus,
    };

    private static HealthReason? OfRequest(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => HealthReason.NameNotResolved,
        HttpRequestError.ConnectionError => HealthReason.Unreachable,
        HttpRequestError.SecureConnectionError => HealthReason.Tls,
        HttpRequestError.ResponseEnded => HealthReason.ConnectionLost,
        HttpRequestError.UserAuthenticationError => HealthReason.Authentication,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded
            or HttpRequestError.VersionNegotiationError or HttpRequestError.ExtendedConnectNotSupported => HealthReason.UnexpectedAnswer,
        _ => null,
    };
}
