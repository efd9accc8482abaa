using HealthFunctions.Telemetry;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Keeps what a server has sent out of the log where it could pass for something else: .NET quotes a malformed response in the
/// messages of its exceptions, control characters and all.
/// </summary>
internal static class LogText
{
    private const int MaxLength = 500;

    public static bool IsNeeded(Exception error) => Messages(error).Any(message => !SingleLine.Is(message, MaxLength));

    /// <summary>Gets the messages of an exception and its causes, with control characters as <c>\u001B</c>, and cut off where they are long.</summary>
    public static string Of(Exception error) => string.Join(' ', Messages(error).Select(message => SingleLine.Of(message, MaxLength)));

    private static IEnumerable<string> Messages(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause.Message;
        }
    }
}
