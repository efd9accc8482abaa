namespace HealthFunctions.Health;

/// <summary>Gives the words for a reason on the wire and in the log.</summary>
internal static class HealthReasonCode
{
    /// <returns>Null for no reason.</returns>
    public static string? Of(HealthReason? reason) => reason switch
    {
        HealthReason.Exception => "EXCEPTION",
        HealthReason.Slow => "SLOW",
        HealthReason.Timeout => "TIMEOUT",
        HealthReason.StillRunning => "STILL_RUNNING",
        HealthReason.Deadline => "DEADLINE",
        HealthReason.Shutdown => "SHUTDOWN",
        HealthReason.NameNotResolved => "NAME_NOT_RESOLVED",
        HealthReason.Unreachable => "UNREACHABLE",
        HealthReason.Refused => "REFUSED",
        HealthReason.ConnectionLost => "CONNECTION_LOST",
        HealthReason.Tls => "TLS",
        HealthReason.CertificateExpiring => "CERTIFICATE_EXPIRING",
        HealthReason.CertificateExpired => "CERTIFICATE_EXPIRED",
        HealthReason.Authentication => "AUTHENTICATION",
        HealthReason.Forbidden => "FORBIDDEN",
        HealthReason.NotFound => "NOT_FOUND",
        HealthReason.Unavailable => "UNAVAILABLE",
        HealthReason.UnexpectedStatus => "UNEXPECTED_STATUS",
        HealthReason.UnexpectedAnswer => "UNEXPECTED_ANSWER",
        HealthReason.Threshold => "THRESHOLD",
        HealthReason.Unsupported => "UNSUPPORTED",
        HealthReason.Recovering => "RECOVERING",
        _ => null,
    };
}
