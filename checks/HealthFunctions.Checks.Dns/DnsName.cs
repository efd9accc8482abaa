using System.Buffers;
using System.Net;
using DnsClient;

namespace HealthFunctions.Checks.Dns;

/// <summary>Reads and compares names as DNS does: without case, and with or without a dot at the end.</summary>
internal static class DnsName
{
    /// <summary>The letters of names. The underscore begins names that are no hosts, such as <c>_dmarc</c>.</summary>
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <returns>The name with a dot at its end, its letters beyond ASCII as DNS has them; null for a text that is none.</returns>
    public static DnsString? Parse(string text)
    {
        try
        {
            DnsString name = DnsString.Parse(text);
            bool isName = !name.Value.AsSpan().ContainsAnyExcept(Letters) && !name.Value.StartsWith('.')
                && !name.Value.Contains("..", StringComparison.Ordinal) && !IPAddress.TryParse(text, out _);
            return isName ? name : null;
        }
        catch (ArgumentException)
        {
            // A label is too long, or cannot be written in ASCII.
            return null;
        }
    }

    /// <summary>Tells whether a name in an answer, as it was sent, is one that was parsed.</summary>
    public static bool Is(this DnsString answered, DnsString name) =>
        answered.Original.AsSpan().TrimEnd('.').Equals(name.Value.AsSpan().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
