using System.Text.RegularExpressions;

namespace HealthFunctions.Settings;

/// <summary>Shows the value of a setting in an error: without what may be secret, and no longer than a reader needs.</summary>
internal static partial class SettingEcho
{
    private const int Longest = 100;
    private const string Hidden = "…";

    /// <summary>A shorter value may be part of the words around it.</summary>
    private const int ShortestFound = 4;

    /// <summary>Shows a value.</summary>
    /// <param name="key">The key below its section.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value in quotes, or words in its place where it may be a secret.</returns>
    public static string Of(string key, string value) =>
        Show(key, value) is { } shown ? $"'{shown}'" : "a value that may be a secret and is not shown";

    /// <summary>Takes a value out of words that somebody has put it into.</summary>
    /// <param name="key">The key below its section.</param>
    /// <param name="value">The value, or null for none.</param>
    /// <param name="words">The words.</param>
    public static string Remove(string key, string? value, string words)
    {
        if (string.IsNullOrEmpty(value))
        {
            return words;
        }

        string shown = Show(key, value) ?? Hidden;
        string quoted = words.Replace($"'{value}'", $"'{shown}'", StringComparison.Ordinal);
        return value.Length < ShortestFound || shown == value ? quoted : quoted.Replace(value, shown, StringComparison.Ordinal);
    }

    private static string? Show(string key, string value)
    {
        if (SecretKeys.MayHoldSecret(key) || Secret.IsMatch(value))
        {
            return null;
        }

        string text = QueryOf.Replace(WithoutUserInfo(value), Hidden);
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + Hidden;
    }

    /// <summary>Hides all before the last <c>@</c>: a password in a wrong URL need not be where a right one has it.</summary>
    private static string WithoutUserInfo(string value)
    {
        int end = Math.Max(value.LastIndexOf('@'), value.LastIndexOf("%40", StringComparison.Ordinal));
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        int start = scheme < 0 ? 0 : scheme + 3;
        return end > start ? $"{value[..start]}{Hidden}{value[end..]}" : NoPort.Replace(value, $":{Hidden}");
    }

    /// <summary>Finds <c>Password=x</c>, <c>"token": "x"</c>, <c>?code=x</c> and <c>Bearer x</c>, whatever key they were given for.</summary>
    [GeneratedRegex(
        """(auth\w{0,20}|credential|key|pass|passphrase|passwd|password|pwd|secret|signature|token)s?["']?\s*[=:]\s*\S|[?&](code|sig)=|\b(basic|bearer)\s+\S""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret { get; }

    /// <summary>Finds what follows the <c>?</c> of a URL, also of one whose scheme is wrong or missing.</summary>
    [GeneratedRegex(@"(?<=(://[^?]*|^[^?]*[./:][^?]*)\?).+", RegexOptions.Singleline)]
    private static partial Regex QueryOf { get; }

    /// <summary>Finds, in a URL whose host is missing, the password in the place of the port.</summary>
    [GeneratedRegex(@"(?<=://[^/?#\[\]:]*):(?![0-9]{1,5}([/?#]|\z))[^/?#]*")]
    private static partial Regex NoPort { get; }
}
