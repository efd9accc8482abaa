using System.Globalization;
using System.Text.RegularExpressions;

namespace Docs.Tests.Shapes;

public sealed class NumberPatternTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 300)]
    [InlineData(1, 5)]
    [InlineData(1, 1000)]
    [InlineData(7, 7)]
    [InlineData(9, 10)]
    [InlineData(95, 1204)]
    [InlineData(200, 599)]
    [InlineData(1, 9999)]
    [InlineData(999, 1001)]
    public void It_matches_the_numbers_of_the_range_and_no_others(long minimum, long maximum)
    {
        Regex pattern = new($"^{NumberPattern.Of(minimum, maximum)}$");

        foreach (long number in Enumerable.Range(0, 12_000))
        {
            Assert.Equal(number >= minimum && number <= maximum, pattern.IsMatch(number.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
