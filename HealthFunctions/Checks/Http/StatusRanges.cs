using System.Globalization;

namespace HealthFunctions.Checks.Http;

/// <summary>Holds a set of HTTP status codes, written as <c>200-299</c> or <c>200,204,301-302</c>.</summary>
internal sealed class StatusRanges
{
    public const string Allowed = "status codes from 100 to 599, such as 200-299 or 200,404";

    /// <summary>For editors. <see cref="TryParse"/> also tells a range that ends before it begins.</summary>
    public const string Pattern = @"^\s*[1-5][0-9]{2}\s*(-\s*[1-5][0-9]{2}\s*)?(,\s*[1-5][0-9]{2}\s*(-\s*[1-5][0-9]{2}\s*)?)*$";

    private readonly List<(int First, int Last)> _ranges = [];

    private StatusRanges()
    {
    }

    public bool Contains(int status) => _ranges.Exists(range => status >= range.First && status <= range.Last);

    /// <exception cref="FormatException">The text is not allowed.</exception>
    public static StatusRanges Parse(string text) =>
        TryParse(text, out StatusRanges ranges) ? ranges : throw new FormatException($"'{text}' is no list of HTTP status codes.");

    public static bool TryParse(string text, out StatusRanges value)
    {
        value = new StatusRanges();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryParseStatus(ends[0], out int first) || !TryParseStatus(ends[^1], out int last) || first > last)
            {
                return false;
            }

            value._ranges.Add((first, last));
        }

        return true;
    }

    public override string ToString() =>
        string.Join(',', _ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));

    private static bool TryParseStatus(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
