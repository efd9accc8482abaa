using System.Globalization;
using HealthFunctions.Settings;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests which durations settings take, and how errors show them.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", "00:00:00.5")]
    [InlineData("0s", "00:00:00")]
    [InlineData("5s", "00:00:05")]
    [InlineData("05s", "00:00:05")]
    [InlineData("90s", "00:01:30")]
    [InlineData("2m", "00:02:00")]
    [InlineData("1h", "01:00:00")]
    [InlineData("14d", "14.00:00:00")]
    [InlineData("31622400000ms", "366.00:00:00")]
    [InlineData("10675199d", "10675199.00:00:00")]
    [InlineData("00:00:05", "00:00:05")]
    [InlineData("23:59:59.9999999", "23:59:59.9999999")]
    [InlineData("00:00:01.5", "00:00:01.5")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    [InlineData("014.00:00:00", "14.00:00:00")]
    public void A_number_with_a_unit_and_hours_minutes_and_seconds_are_read(string text, string expected)
    {
        Assert.True(Duration.TryParse(text, out TimeSpan value));
        Assert.Equal(TimeSpan.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5S")]
    [InlineData("5MS")]
    [InlineData("5 s")]
    [InlineData(" 5s")]
    [InlineData("5s\n")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("1.5s")]
    [InlineData("1h30m")]
    [InlineData("5sec")]
    [InlineData("5w")]
    [InlineData("5us")]
    [InlineData("PT5S")]
    [InlineData("٥s")]
    [InlineData("0:30")]
    [InlineData("00:30")]
    [InlineData("0:00:05")]
    [InlineData("00:00:5")]
    [InlineData("24:00:00")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("00:00:00.12345678")]
    [InlineData("00:00:05.")]
    [InlineData(".00:00:05")]
    [InlineData("1:00:00:00")]
    [InlineData("1.00:00")]
    [InlineData("-00:00:01")]
    [InlineData("00:00:05\n")]
    [InlineData("10675200d")]
    [InlineData("99999999999999999999s")]
    [InlineData("10675200.00:00:00")]
    public void Anything_else_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("00:00:00", "0s")]
    [InlineData("00:00:00.001", "1ms")]
    [InlineData("00:00:01.5", "1500ms")]
    [InlineData("00:00:05", "5s")]
    [InlineData("00:01:30", "90s")]
    [InlineData("00:05:00", "5m")]
    [InlineData("01:00:00", "1h")]
    [InlineData("1.12:00:00", "36h")]
    [InlineData("366.00:00:00", "366d")]
    [InlineData("00:00:00.0009999", "00:00:00.0009999")]
    [InlineData("1.00:00:00.0000001", "1.00:00:00.0000001")]
    public void What_an_error_shows_can_be_given_back(string duration, string expected)
    {
        TimeSpan value = TimeSpan.Parse(duration, CultureInfo.InvariantCulture);

        string text = Duration.Format(value);

        Assert.Equal(expected, text);
        Assert.True(Duration.TryParse(text, out TimeSpan again));
        Assert.Equal(value, again);
    }

    [Fact]
    public void Every_example_of_an_error_is_read() =>
        Assert.All(Duration.Examples.Split([", ", " or "], StringSplitOptions.None), example => Assert.True(Duration.TryParse(example, out _), example));

    [Fact]
    public void A_duration_that_code_gave_and_settings_cannot_is_shown_as_it_is() =>
        Assert.Equal("-00:00:01", Duration.Format(TimeSpan.FromSeconds(-1)));
}
