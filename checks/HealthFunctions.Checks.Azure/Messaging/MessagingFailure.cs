using System.Globalization;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Judges what a messaging service answers in place of what it was asked for.</summary>
internal static class MessagingFailure
{
    private const int LongestCondition = 64;

    /// <summary>Judges why a link, a session or the connection was ended.</summary>
    /// <param name="error">The error; null where the service gives none.</param>
    public static MessagingException Of(Error? error)
    {
        string condition = error?.Condition.Value ?? string.Empty;
        return condition switch
        {
            "amqp:unauthorized-access" => new(HealthReason.Forbidden, "The credentials do not permit it."),
            "amqp:not-found" or "amqp:resource-deleted" or "com.microsoft:entity-not-found" => NotFound(),
            "" or "amqp:connection:forced" or "amqp:link:detach-forced" or "amqp:resource-limit-exceeded" or "amqp:resource-locked" or "amqp:internal-error"
                or "com.microsoft:server-busy" or "com.microsoft:timeout" or "com.microsoft:entity-disabled" =>
                new(HealthReason.Unavailable, $"The service turned the run away{Shown(condition)}."),
            "amqp:decode-error" or "amqp:connection:framing-error" => new(HealthReason.UnexpectedAnswer, $"The service does not understand AMQP as it is{Shown(condition)}."),
            _ => new(HealthReason.UnexpectedStatus, $"The service answered with an error{Shown(condition)}."),
        };
    }

    /// <summary>Judges the status of an answer that is no success.</summary>
    /// <param name="status">The status.</param>
    /// <param name="condition">The condition that the service gives with it; null for none.</param>
    public static MessagingException OfStatus(int status, string? condition) => status switch
    {
        401 => new(HealthReason.Authentication, "The service did not accept the credentials."),
        403 => new(HealthReason.Forbidden, "The credentials do not permit it."),
        404 or 410 => NotFound(),
        429 or 500 or 503 => new(HealthReason.Unavailable, string.Create(CultureInfo.InvariantCulture, $"The service is busy or unavailable. It answered {status}{Shown(condition)}.")),
        _ => new(HealthReason.UnexpectedStatus, string.Create(CultureInfo.InvariantCulture, $"It answered {status}{Shown(condition)}.")),
    };

    private static MessagingException NotFound() => new(HealthReason.NotFound, "There is no such entity.");

    /// <summary>Shows a condition where it is a word of a protocol, as all are.</summary>
    private static string Shown(string? condition) =>
        condition is { Length: > 0 and <= LongestCondition } && condition.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '-' or '.' or '_')
            ? $", {condition}"
            : string.Empty;
}
