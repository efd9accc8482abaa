using HealthFunctions.Settings;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests which sizes and shares settings take, and how errors show them.</summary>
public sealed class SizeLimitTests
{
    [Theory]
    [InlineData("1B", 1)]
    [InlineData("0B", 0)]
    [InlineData("05KB", 5_000)]
    [InlineData("5KiB", 5_120)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("500MiB", 524_288_000)]
    [InlineData("5GB", 5_000_000_000)]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("3TB", 3_000_000_000_000)]
    [InlineData("1TiB", 1_099_511_627_776)]
    [InlineData("9223372TB", 9_223_372_000_000_000_000)]
    [InlineData("9223372036854775807B", long.MaxValue)]
    public void A_number_with_a_unit_is_read(string text, long bytes)
    {
        Assert.True(SizeLimit.TryParse(text, out SizeLimit value));
        Assert.Equal(SizeLimit.FromBytes(bytes), value);
    }

    [Fact]
    public void A_number_with_a_percent_sign_is_read()
    {
        Assert.True(SizeLimit.TryParse("10%", out SizeLimit value));
        Assert.Equal((SizeLimit.FromPercent(10), 20.0), (value, value.Of(200)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("GB")]
    [InlineData("%")]
    [InlineData("5gb")]
    [InlineData("5Gb")]
    [InlineData("5kB")]
    [InlineData("5G")]
    [InlineData("5Gi")]
    [InlineData("5 GB")]
    [InlineData("10 %")]
    [InlineData(" 5GB")]
    [InlineData("5GB\n")]
    [InlineData("-5GB")]
    [InlineData("+5GB")]
    [InlineData("1.5GB")]
    [InlineData("2.5%")]
    [InlineData("0.1")]
    [InlineData("5PB")]
    [InlineData("٥GB")]
    [InlineData("10%%")]
    [InlineData("9223373TB")]
    [InlineData("9223372036854775808B")]
    [InlineData("99999999999999999999%")]
    public void Anything_else_is_refused(string text) => Assert.False(SizeLimit.TryParse(text, out _));

    [Theory]
    [InlineData("0B", "0B")]
    [InlineData("1023B", "1023B")]
    [InlineData("1024B", "1KiB")]
    [InlineData("1000B", "1KB")]
    [InlineData("1536MiB", "1536MiB")]
    [InlineData("5000MB", "5GB")]
    [InlineData("2048MiB", "2GiB")]
    [InlineData("07%", "7%")]
    public void What_an_error_shows_can_be_given_back(string text, string expected)
    {
        Assert.True(SizeLimit.TryParse(text, out SizeLimit value));

        Assert.Equal(expected, value.ToString());
        Assert.True(SizeLimit.TryParse(expected, out SizeLimit again));
        Assert.Equal(value, again);
    }

    [Fact]
    public void A_limit_that_code_gave_and_settings_cannot_is_shown_as_it_is() => Assert.Equal(
        ["-5B", "-1%", "100%"],
        [SizeLimit.FromBytes(-5).ToString(), SizeLimit.FromPercent(-1).ToString(), SizeLimit.FromPercent(100).ToString()]);

    [Theory]
    [InlineData("1B", true)]
    [InlineData("0B", false)]
    [InlineData("1%", true)]
    [InlineData("99%", true)]
    [InlineData("0%", false)]
    [InlineData("100%", false)]
    public void A_limit_that_nothing_could_pass_or_miss_is_not_valid(string text, bool valid)
    {
        Assert.True(SizeLimit.TryParse(text, out SizeLimit value));
        Assert.Equal(valid, value.IsValid);
    }

    [Theory]
    [InlineData("5GB", "5000MB", true)]
    [InlineData("10%", "9%", true)]
    [InlineData("9%", "10%", false)]
    [InlineData("10%", "1B", false)]
    public void Only_limits_of_one_kind_are_compared(string text, string other, bool atLeast)
    {
        Assert.True(SizeLimit.TryParse(text, out SizeLimit value));
        Assert.True(SizeLimit.TryParse(other, out SizeLimit limit));
        Assert.Equal(atLeast, value.IsAtLeast(limit));
    }

    [Fact]
    public void Every_example_of_an_error_is_read()
    {
        string[] examples = [.. SizeLimit.Allowed.Split(' ', ',').Where(word => word.Any(char.IsAsciiDigit))];

        Assert.Equal(6, examples.Length);
        Assert.All(examples, example => Assert.True(SizeLimit.TryParse(example, out SizeLimit value) && value.IsValid, example));
    }
}
