using HealthFunctions.Telemetry;

namespace HealthFunctions.Server;

/// <summary>Writes to the output and error streams of the process. One that is closed, or full, ends nothing.</summary>
internal static class Terminal
{
    private const int LongestLine = 2_000;

    public static void WriteLine(string text) => Write(() => Console.Out, text);

    public static void WriteError(string text) => Write(() => Console.Error, text);

    /// <summary>Writes one line, in which nothing controls the terminal: a part of it may come from elsewhere.</summary>
    public static void WriteErrorLine(string text) => WriteError(SingleLine.Of(text, LongestLine));

    /// <param name="stream">Opens the stream, which fails where it is closed.</param>
    /// <param name="text">The text.</param>
    private static void Write(Func<TextWriter> stream, string text)
    {
        try
        {
            stream().WriteLine(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody reads it, and there is nowhere else to say so.
        }
    }
}
