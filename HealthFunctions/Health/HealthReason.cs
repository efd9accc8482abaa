namespace HealthFunctions.Health;

/// <summary>
/// Lists why a check is not OK: a closed set of codes that alerts and dashboards can rely on, in place of messages. The code on
/// the wire and in the log is the name in capitals: <c>NAME_NOT_RESOLVED</c>.
/// </summary>
public enum HealthReason
{
    /// <summary>The check threw, or could not be made, and nothing more precise is known.</summary>
    Exception,

    /// <summary>The run succeeded, but took longer than its <c>WarnAfter</c>.</summary>
    Slow,

    /// <summary>The run missed its timeout, or its client gave up waiting.</summary>
    Timeout,

    /// <summary>An earlier run missed its timeout and has not ended, so no other is started.</summary>
    StillRunning,

    /// <summary>The deadline of the whole call came before the timeout of the run.</summary>
    Deadline,

    /// <summary>The process is stopping.</summary>
    Shutdown,

    /// <summary>The name of the host has no address.</summary>
    NameNotResolved,

    /// <summary>No network path leads to the host.</summary>
    Unreachable,

    /// <summary>The host refused the connection: nothing listens on the port.</summary>
    Refused,

    /// <summary>The connection ended before the answer was complete.</summary>
    ConnectionLost,

    /// <summary>The TLS handshake failed, or the certificate is not trusted.</summary>
    Tls,

    /// <summary>The certificate ends soon.</summary>
    CertificateExpiring,

    /// <summary>The certificate is outside of its time.</summary>
    CertificateExpired,

    /// <summary>The credentials were not accepted, or could not be had.</summary>
    Authentication,

    /// <summary>The credentials were accepted, but do not permit what the check does; or the system does not permit it.</summary>
    Forbidden,

    /// <summary>What the check looks for does not exist: a file, a queue, a database.</summary>
    NotFound,

    /// <summary>The server answers, but serves nobody now: it starts, stops, or has no place left.</summary>
    Unavailable,

    /// <summary>The answer has a status that was not expected.</summary>
    UnexpectedStatus,

    /// <summary>The answer is not what was expected, or breaks the protocol.</summary>
    UnexpectedAnswer,

    /// <summary>A value is beyond one of its limits.</summary>
    Threshold,

    /// <summary>The system that the check runs on cannot do what the check needs.</summary>
    Unsupported,

    /// <summary>The run succeeded, but too few did in a row for OK to show again.</summary>
    Recovering,
}
