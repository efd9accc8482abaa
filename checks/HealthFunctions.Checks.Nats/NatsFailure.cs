using System.Text.Json;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace HealthFunctions.Checks.Nats;

/// <summary>Judges a connection that failed. The words of the server stay in the exception.</summary>
internal static class NatsFailure
{
    public static HealthCheckResult Judge(NatsException error, NatsSocket connection)
    {
        Exception cause = error.GetBaseException();
        (HealthReason reason, string description) = cause switch
        {
            NatsServerException { IsAuthError: true } => (HealthReason.Authentication, "The server did not accept the credentials."),
            NatsServerException { Error: var words } when words.Contains("authentication", StringComparison.Ordinal) =>
                (HealthReason.Authentication, "The server did not accept the credentials."),
            NatsServerException => (HealthReason.Unavailable, "The server turned the connection away."),
            NatsProtocolViolationException or JsonException => (HealthReason.UnexpectedAnswer, "The answer is not NATS."),
            _ when connection.IsOtherProtocol => (HealthReason.UnexpectedAnswer, "The answer is not NATS."),
            _ when HealthReasons.Of(cause) is { } known => (known, known == HealthReason.Tls ? "The certificate of the server is not trusted." : "The connection failed."),
            // It has no exception of its own for that.
            NatsException => (HealthReason.Tls, "The server does not offer TLS."),
            _ => (HealthReason.ConnectionLost, "The server ended the connection."),
        };
        return HealthCheckResult.Unhealthy(reason, description, error);
    }
}
