using System.Globalization;
using Docs.Tests.Shapes;

namespace Docs.Tests.Declarations;

/// <summary>Writes values as docstrings have them.</summary>
internal static class Words
{
    private static readonly (string Name, long Ticks)[] Units =
    [
        ("day", TimeSpan.TicksPerDay),
        ("hour", TimeSpan.TicksPerHour),
        ("minute", TimeSpan.TicksPerMinute),
        ("second", TimeSpan.TicksPerSecond),
    ];

    public static string Of(object value) => value switch
    {
        TimeSpan duration => Of(duration),
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
        _ => SettingText.Of(value),
    };

    /// <summary>Writes <c>5 seconds</c>, <c>366 days</c>, <c>1 ms</c>, <c>zero</c>.</summary>
    private static string Of(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "zero";
        }

        (string? name, long ticks) = Array.Find(Units, unit => duration.Ticks % unit.Ticks == 0);
        return name is null
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks} {name}{(duration.Ticks == ticks ? string.Empty : "s")}");
    }
}
