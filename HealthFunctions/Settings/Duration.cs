using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthFunctions.Settings;

/// <summary>
/// Reads and writes durations as settings have them: a whole number with one unit, or <c>[days.]hours:minutes:seconds[.parts]</c>
/// with two digits each. A bare number, or <c>0:30</c>, which .NET reads as 30 minutes, is none.
/// </summary>
internal static partial class Duration
{
    /// <summary>Examples of what is read, for an error message.</summary>
    public const string Examples = "500ms, 5s, 2m, 1h, 14d or 00:00:05";

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        foreach ((string name, long ticks) in Units)
        {
            if (digits > 0 && text.AsSpan(digits).SequenceEqual(name))
            {
                bool small = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
                    && count <= TimeSpan.MaxValue.Ticks / ticks;
                value = small ? TimeSpan.FromTicks(count * ticks) : default;
                return small;
            }
        }

        return Clock.IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Writes a duration in the shortest form that <see cref="TryParse"/> reads: <c>5s</c>.</summary>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0s";
        }

        foreach ((string name, long ticks) in Units)
        {
            if (value > TimeSpan.Zero && value.Ticks % ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks}{name}");
            }
        }

        return value.ToString("c", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\A([0-9]+\.)?([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.[0-9]{1,7})?\z")]
    private static partial Regex Clock { get; }
}
