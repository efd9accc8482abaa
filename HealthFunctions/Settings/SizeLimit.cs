using System.Globalization;

namespace HealthFunctions.Settings;

/// <summary>Limits an amount of memory or storage: a number of bytes, or a share of the whole in percent.</summary>
public readonly struct SizeLimit : IEquatable<SizeLimit>
{
    /// <summary>What settings allow, for an error message.</summary>
    internal const string Allowed = "a size from 1B, written as 500MB, 5GB or 2GiB, or a share from 1% to 99%";

    private const int LowestPercent = 1;
    private const int HighestPercent = 99;

    /// <summary>The units, largest first, so that the first that fits gives the shortest text.</summary>
    private static readonly (string Name, long Bytes)[] Units =
    [
        ("TiB", 1L << 40),
        ("TB", 1_000_000_000_000),
        ("GiB", 1L << 30),
        ("GB", 1_000_000_000),
        ("MiB", 1L << 20),
        ("MB", 1_000_000),
        ("KiB", 1L << 10),
        ("KB", 1_000),
        ("B", 1),
    ];

    private readonly long _number;
    private readonly bool _isPercent;

    private SizeLimit(long number, bool isPercent) => (_number, _isPercent) = (number, isPercent);

    /// <summary>Gets whether the limit is one that a check can have.</summary>
    internal bool IsValid => _isPercent ? _number is >= LowestPercent and <= HighestPercent : _number > 0;

    /// <summary>Makes a limit of a number of bytes.</summary>
    /// <param name="bytes">The number; 1 or more.</param>
    public static SizeLimit FromBytes(long bytes) => new(bytes, isPercent: false);

    /// <summary>Makes a limit of a share of the whole.</summary>
    /// <param name="percent">The share in percent; 1 to 99.</param>
    public static SizeLimit FromPercent(int percent) => new(percent, isPercent: true);

    /// <summary>Compares two limits.</summary>
    /// <param name="left">One of them.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SizeLimit left, SizeLimit right) => left.Equals(right);

    /// <summary>Compares two limits.</summary>
    /// <param name="left">One of them.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SizeLimit left, SizeLimit right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(SizeLimit other) => (_number, _isPercent) == (other._number, other._isPercent);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SizeLimit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_number, _isPercent);

    /// <summary>Writes the limit in the shortest form that settings have for it: <c>5GB</c>, <c>512MiB</c> or <c>10%</c>.</summary>
    public override string ToString()
    {
        if (_isPercent)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_number}%");
        }

        long number = _number;
        (string name, long bytes) = Array.Find(Units, unit => number != 0 && number % unit.Bytes == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{number / Math.Max(bytes, 1)}{name ?? "B"}");
    }

    /// <summary>
    /// Reads a whole number with one unit: <c>B</c>, <c>KB</c>, <c>MB</c>, <c>GB</c> and <c>TB</c> of 1000 each, <c>KiB</c> to
    /// <c>TiB</c> of 1024 each, or <c>%</c>. A bare number, whose unit would be a guess, is none.
    /// </summary>
    internal static bool TryParse(string text, out SizeLimit value)
    {
        value = default;
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return false;
        }

        string unit = text[digits..];
        if (unit == "%")
        {
            value = new SizeLimit(number, isPercent: true);
            return true;
        }

        (string? name, long bytes) = Array.Find(Units, known => known.Name == unit);
        if (name is null || number > long.MaxValue / bytes)
        {
            return false;
        }

        value = FromBytes(number * bytes);
        return true;
    }

    /// <summary>Gets the limit in bytes.</summary>
    /// <param name="whole">The whole that a share is of, in bytes.</param>
    internal double Of(long whole) => _isPercent ? whole / 100.0 * _number : _number;

    /// <summary>Compares with a limit of the same kind. Bytes and a share cannot be compared before the whole is known.</summary>
    /// <returns>Whether this one is known to be as high as the other, or higher.</returns>
    internal bool IsAtLeast(SizeLimit other) => _isPercent == other._isPercent && _number >= other._number;
}
