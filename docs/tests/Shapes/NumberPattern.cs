using System.Globalization;
using System.Text;

namespace Docs.Tests.Shapes;

/// <summary>Makes a pattern of the whole numbers in a range, written in digits, with or without zeros before them.</summary>
internal static class NumberPattern
{
    /// <param name="minimum">The least; 0 or more.</param>
    /// <param name="maximum">The most.</param>
    public static string Of(long minimum, long maximum) => minimum == 0 && maximum == long.MaxValue
        ? "[0-9]+"
        : $"0*({string.Join('|', Blocks(minimum, maximum).Select(block => Pattern(block.First, block.Last)))})";

    /// <summary>Cuts a range where digits roll over, so that in each block the last digits are free and the others in order.</summary>
    private static IEnumerable<(long First, long Last)> Blocks(long minimum, long maximum)
    {
        for (long first = minimum; first <= maximum;)
        {
            long size = 1;
            while (first > 0 && first % (size * 10) == 0 && first + (size * 10) - 1 <= maximum)
            {
                size *= 10;
            }

            // As many blocks of one size as stay below the next digit.
            long last = first;
            do
            {
                last += size;
            }
            while (last + size - 1 <= maximum && last % (size * 10) != 0);

            yield return (first, last - 1);
            first = last;
        }
    }

    private static string Pattern(long first, long last)
    {
        string low = first.ToString(CultureInfo.InvariantCulture);
        string high = last.ToString(CultureInfo.InvariantCulture);
        int free = low.Zip(high).Reverse().TakeWhile(digit => digit is ('0', '9')).Count();
        StringBuilder pattern = new();
        foreach ((char from, char to) in low.Zip(high).SkipLast(free))
        {
            pattern.Append(from == to ? $"{from}" : $"[{from}-{to}]");
        }

        return pattern.Append(free switch { 0 => string.Empty, 1 => "[0-9]", _ => $"[0-9]{{{free}}}" }).ToString();
    }
}
