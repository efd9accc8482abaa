using HealthFunctions.Health;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Finds the reason that an exception of the client tells.</summary>
internal static class RabbitMqFailure
{
    public static HealthReason ReasonOf(Exception error)
    {
        HealthReason? reason = null;
        for (Exception? cause = error; cause is not null; cause = CauseOf(cause))
        {
            reason = HealthReasons.Of(cause) ?? OfOne(cause) ?? reason;
        }

        return reason ?? HealthReason.UnexpectedAnswer;
    }

    private static Exception? CauseOf(Exception error) => error.InnerException ?? (error as OperationInterruptedException)?.ShutdownReason?.Exception;

    private static HealthReason? OfOne(Exception error) => error switch
    {
        AuthenticationFailureException => HealthReason.Authentication,
        OperationInterruptedException { ShutdownReason: { Initiator: ShutdownInitiator.Peer } reason } => OfReply(reason.ReplyCode, reason.ReplyText),
        ProtocolException or MalformedFrameException or PacketNotRecognizedException or ProtocolVersionMismatchException => HealthReason.UnexpectedAnswer,
        // Of a frame that is longer than any number it can hold.
        ArgumentOutOfRangeException => HealthReason.UnexpectedAnswer,
        IOException => HealthReason.ConnectionLost,
        _ => null,
    };

    private static HealthReason? OfReply(ushort code, string text) => code switch
    {
        Constants.ConnectionForced or Constants.ResourceError => HealthReason.Unavailable,
        Constants.NotFound => Has(text, " down") ? HealthReason.Unavailable : HealthReason.NotFound,
        // What is not allowed: a virtual host that does not exist, that the user may not use, or one connection more.
        Constants.NotAllowed => Has(text, "not found") ? HealthReason.NotFound : Has(text, "limit") ? HealthReason.Unavailable : HealthReason.Forbidden,
        Constants.AccessRefused or Constants.ResourceLocked => HealthReason.Forbidden,
        _ => null,
    };

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
