using System.Text.Json.Nodes;
using Docs.Tests.Declarations;
using HealthFunctions.Settings;

namespace Docs.Tests.Shapes;

/// <summary>A duration in a range. Its pattern holds what has a unit to the range; <c>00:00:05</c> may be anything.</summary>
internal sealed class DurationShape : Shape
{
    private const string Clock = @"([0-9]+\.)?([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\.[0-9]{1,7})?";

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    public DurationShape(string minimum, string maximum)
    {
        if (!Duration.TryParse(minimum, out TimeSpan shortest) || !Duration.TryParse(maximum, out TimeSpan longest))
        {
            throw new InvalidOperationException($"'{minimum}' or '{maximum}' is no duration.");
        }

        (Minimum, Maximum) = (shortest, longest);
    }

    public TimeSpan Minimum { get; }

    public TimeSpan Maximum { get; }

    public override IEnumerable<string> Good =>
        [Duration.Format(Minimum), Duration.Format(Maximum), $"{Maximum.Ticks / TimeSpan.TicksPerMillisecond}ms"];

    public override IEnumerable<string> Bad =>
    [
        .. Minimum > TimeSpan.Zero ? [Duration.Format(Minimum - TimeSpan.FromMilliseconds(1))] : Array.Empty<string>(),
        Duration.Format(Maximum + TimeSpan.FromMilliseconds(1)),
        "5",
        "5S",
        "0:30",
        "1h30m",
        "-5s",
    ];

    public override string LimitsInWords => $"{Words.Of(Minimum)} to {Words.Of(Maximum)}";

    public override JsonObject InJson(bool isRequired)
    {
        IEnumerable<string> units =
            from unit in Units
            let least = (Minimum.Ticks + unit.Ticks - 1) / unit.Ticks
            let most = Maximum.Ticks / unit.Ticks
            where least <= most
            select NumberPattern.Of(least, most) + unit.Name;
        JsonObject schema = Schemas.Matching(
            $"^({string.Join('|', units)}|{Clock})$",
            $"a duration from {Duration.Format(Minimum)} to {Duration.Format(Maximum)}, written as {Duration.Examples}",
            isRequired);
        return schema;
    }

    public override IEnumerable<(string KeyPattern, JsonObject Schema)> InText(string key, bool isRequired) => [(key, InJson(isRequired))];
}
