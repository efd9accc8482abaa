using System.Text.RegularExpressions;

namespace HealthFunctions.Checks;

/// <summary>Makes the patterns that answers are held to.</summary>
internal static class ExpectedText
{
    public const string Allowed = "a .NET regular expression";

    /// <summary>Limits the time of a match: an answer can be built to keep a pattern busy.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="RegexParseException">The text is no pattern.</exception>
    public static Regex CreatePattern(string pattern) => new(pattern, RegexOptions.CultureInvariant, MatchTimeout);

    public static bool IsPattern(string pattern)
    {
        try
        {
            _ = CreatePattern(pattern);
            return true;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }
}
