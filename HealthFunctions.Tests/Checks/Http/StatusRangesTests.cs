using HealthFunctions.Checks.Http;

namespace HealthFunctions.Tests.Checks.Http;

public sealed class StatusRangesTests
{
    [Theory]
    [InlineData("200", 200, true)]
    [InlineData("200", 201, false)]
    [InlineData("200-299", 200, true)]
    [InlineData("200-299", 299, true)]
    [InlineData("200-299", 199, false)]
    [InlineData("200-299", 300, false)]
    [InlineData("200, 404 - 405", 404, true)]
    [InlineData("200,404-405", 406, false)]
    [InlineData("100-599", 599, true)]
    public void A_range_contains_its_codes(string text, int status, bool contained)
    {
        Assert.True(StatusRanges.TryParse(text, out StatusRanges ranges));

        Assert.Equal(contained, ranges.Contains(status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("299-200")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("200-299-300")]
    [InlineData("200,")]
    [InlineData("-200")]
    [InlineData("+200")]
    public void Anything_else_is_refused(string text) => Assert.False(StatusRanges.TryParse(text, out _));

    [Fact]
    public void It_is_formatted_as_it_is_parsed()
    {
        Assert.True(StatusRanges.TryParse("200, 301-302", out StatusRanges ranges));

        Assert.Equal("200,301-302", ranges.ToString());
    }
}
