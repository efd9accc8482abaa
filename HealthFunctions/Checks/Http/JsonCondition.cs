using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HealthFunctions.Health;
using HealthFunctions.Settings;
using HealthFunctions.Telemetry;

namespace HealthFunctions.Checks.Http;

/// <summary>Judges one value of a JSON body.</summary>
/// <param name="expected">What it must be; valid.</param>
internal sealed class JsonCondition(ExpectedJson expected)
{
    private const int LongestShown = 100;

    /// <summary>UCUM's unit of a bare number.</summary>
    private const string NoUnit = "1";

    private readonly JsonPointer _pointer = JsonPointer.Parse(expected.Pointer!);
    private readonly Regex? _matches = expected.Matches is { } pattern ? ExpectedText.CreatePattern(pattern) : null;

    /// <summary>Judges the value.</summary>
    /// <param name="root">The body.</param>
    /// <param name="data">Takes the value where it is a number that is compared.</param>
    /// <returns>What is wrong; null where it fits.</returns>
    public string? Judge(JsonElement root, Dictionary<string, object> data)
    {
        try
        {
            JsonElement? value = _pointer.Find(root);
            return value is { } found && Fits(found, data) ? null : $"Expected {Describe()} at {_pointer}, got {Show(value)}.";
        }
        catch (InvalidOperationException)
        {
            // JSON can escape halves of surrogate pairs, of which .NET makes no text.
            return $"Expected {Describe()} at {_pointer}, got a text that is no Unicode.";
        }
    }

    private bool Fits(JsonElement value, Dictionary<string, object> data)
    {
        if (expected.Equals is { } text)
        {
            return IsEqual(value, text);
        }

        if (_matches is not null)
        {
            return _matches.IsMatch(TextOf(value));
        }

        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) || !TryParseNumber(TextOf(value), out double number))
        {
            return false;
        }

        data[_pointer.ToString()] = new ObservedValue(number, NoUnit);
        return number > expected.Above || number < expected.Below;
    }

    private string Describe() => expected switch
    {
        // It may be the secret that is there.
        { Above: null, Below: null } when SecretKeys.MayHoldSecret(_pointer.ToString()) => "the value of the settings",
        { Equals: { } text } => $"'{text}'",
        { Matches: { } pattern } => $"a match of '{pattern}'",
        { Above: { } limit } => string.Create(CultureInfo.InvariantCulture, $"a number above {limit}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a number below {expected.Below}"),
    };

    private string Show(JsonElement? value) => value?.ValueKind switch
    {
        null => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        // It may be where a secret is.
        _ when SecretKeys.MayHoldSecret(_pointer.ToString()) => "another value",
        JsonValueKind.String => $"'{SingleLine.Of(TextOf(value.Value), LongestShown)}'",
        _ => SingleLine.Of(TextOf(value.Value), LongestShown),
    };

    private static bool IsEqual(JsonElement value, string text) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() == text,
        JsonValueKind.Number => IsSameNumber(value.GetRawText(), text),
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText().Equals(text, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Compares as double, which has all magnitudes, and as decimal, which has more digits.</summary>
    private static bool IsSameNumber(string one, string other) =>
        TryParseNumber(one, out double first) && TryParseNumber(other, out double second)
            ? first.Equals(second)
                && (!TryParseDecimal(one, out decimal exact) || !TryParseDecimal(other, out decimal exactOther) || exact == exactOther)
            : one == other;

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool TryParseNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    private static bool TryParseDecimal(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
}
