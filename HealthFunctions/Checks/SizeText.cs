using System.Globalization;

namespace HealthFunctions.Checks;

/// <summary>Writes measured amounts for people: rounded, with a unit.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Writes a number of bytes with at most one decimal: <c>81.3 GB</c>. A unit is 1000 of the one before it.</summary>
    public static string OfBytes(long bytes)
    {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < Units.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.#} {Units[unit]}");
    }

    /// <summary>Gets a share in percent with one decimal; 0 of nothing.</summary>
    public static double Percent(long part, long whole) => whole > 0 ? Math.Round(100.0 * part / whole, 1) : 0;
}
