using HealthFunctions.Telemetry;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Keeps what a server has sent out of logs where it could pass for something else: .NET quotes a malformed response in the
/// messages of its exceptions, control characters and all. The engine's line of a status has none, but a trace at Debug would, the
/// log of the framework's own engine, and whatever else an app makes of a report.
/// </summary>
internal static class LogText
{
    private const int MaxLength = 500;

    public static bool IsNeeded(Exception error) => Messages(error).Any(message => !SingleLine.Is(message, MaxLength));

    /// <summary>
    /// Gets an exception with the messages of another and of its causes, with control characters as <c>\u001B</c>, and cut off where
    /// they are long; or that other one, where it needs nothing of it.
    /// </summary>
    public static HttpRequestException Clean(HttpRequestException error) => IsNeeded(error)
        ? new HttpRequestException(error.HttpRequestError, string.Join(' ', Messages(error).Select(message => SingleLine.Of(message, MaxLength))))
        : error;

    private static IEnumerable<string> Messages(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause.Message;
        }
    }
}
