using HealthFunctions.Settings;

namespace Infra.Tests;

/// <summary>Holds the template to the durations that the app takes.</summary>
public sealed class DurationTests
{
    private static readonly string[] Texts =
    [
        "500ms", "0s", "5s", "05s", "2m", "1h", "14d", "31622400000ms",
        "00:00:05", "23:59:59", "00:00:01.5", "00:00:01.5000000", "1.00:00:00", "14.23:59:59.9999999",
        "", "5", "50", "s", "ms", "5S", "5MS", "5Ms", "5 s", " 5s", "5s ", "5s\n", "-5s", "1.5s", "1h30m", "5sec", "5mms", "5w", "14 days!",
        "0:30", "00:30", "0:00:05", "00:00:5", "24:00:00", "00:60:00", "00:00:60", "00:00:00.12345678", "00:00:05.", ".00:00:05", "1:00:00:00",
        "1:2:3:4:5", "1.00:00", "-00:00:01", "a.00:00:00", "00:00:0a",
    ];

    [Fact]
    public async Task The_template_takes_the_durations_that_the_app_takes_and_no_others()
    {
        Assert.SkipUnless(BicepCli.IsSupported, "The Bicep CLI is pinned for Linux x64 only.");

        IReadOnlyList<bool> taken = await (await BicepCli.GetAsync()).AskAsync("durations.bicep", "isDuration", Texts);

        Assert.Equal(
            Texts.Select(text => (text, Duration.TryParse(text, out _))),
            Texts.Zip(taken));
    }
}
