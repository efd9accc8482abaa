using System.Globalization;
using System.Text;

namespace HealthFunctions.Checks.Http;

/// <summary>
/// Keeps what a server has sent out of the log where it could pass for something else: .NET quotes a malformed response in the
/// messages of its exceptions, control characters and all.
/// </summary>
internal static class LogText
{
    private const int MaxLength = 500;

    public static bool IsNeeded(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause.Message.Length > MaxLength || cause.Message.Any(IsUnsafe))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the messages of an exception and its causes, with control characters as <c>\u001B</c>, and cut off where they are long.</summary>
    public static string Of(Exception error)
    {
        StringBuilder text = new();
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            text.Append(text.Length > 0 ? " " : string.Empty);
            foreach (char character in cause.Message.Take(MaxLength))
            {
                _ = IsUnsafe(character) ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}") : text.Append(character);
            }

            text.Append(cause.Message.Length > MaxLength ? "..." : string.Empty);
        }

        return text.ToString();
    }

    // Control characters, line separators, and those that turn the direction of writing.
    private static bool IsUnsafe(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
