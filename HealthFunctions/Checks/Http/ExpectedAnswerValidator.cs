using System.Globalization;

namespace HealthFunctions.Checks.Http;

/// <summary>Validates what headers of a response and values of its body must be.</summary>
internal static class ExpectedAnswerValidator
{
    public const string AllowedNumber = "a number, such as 10 or -0.5";

    private const string AllowedName = "the name of a header, such as Content-Type";
    private const string AllowedPointer = "a JSON pointer, such as /checks/0/status";

    /// <summary>Reports everything that is wrong, by property. A pattern may be a secret: it is not shown.</summary>
    public static void Validate(HttpCheckOptions options, Action<string, string> reject)
    {
        for (int i = 0; i < options.ExpectedHeaders.Count; i++)
        {
            ValidateHeader(options.ExpectedHeaders[i], KeyOf(nameof(options.ExpectedHeaders), i), reject);
        }

        if (options.ExpectedJson.Count > 0 && options.Method == HttpMethod.Head)
        {
            reject(nameof(options.ExpectedJson), "given for the method HEAD, whose responses have no body; allowed: with another Method");
        }

        for (int i = 0; i < options.ExpectedJson.Count; i++)
        {
            ValidateJson(options.ExpectedJson[i], KeyOf(nameof(options.ExpectedJson), i), reject);
        }
    }

    private static void ValidateHeader(ExpectedHeader? header, string key, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(header?.Name))
        {
            reject($"{key}:{nameof(header.Name)}", $"missing; allowed: {AllowedName}");
        }
        else if (!header.Name.All(IsOfToken))
        {
            reject($"{key}:{nameof(header.Name)}", $"'{header.Name}'; allowed: {AllowedName}");
        }

        ValidatePattern(header?.Matches, $"{key}:{nameof(header.Matches)}", reject);
        RequireOne(key, [header?.Equals, header?.Matches], "exactly one of Equals and Matches", reject);
    }

    private static void ValidateJson(ExpectedJson? value, string key, Action<string, string> reject)
    {
        if (string.IsNullOrEmpty(value?.Pointer))
        {
            reject($"{key}:{nameof(value.Pointer)}", $"missing; allowed: {AllowedPointer}");
        }
        else if (!JsonPointer.TryParse(value.Pointer, out _))
        {
            reject($"{key}:{nameof(value.Pointer)}", $"'{value.Pointer}'; allowed: {AllowedPointer}");
        }

        ValidatePattern(value?.Matches, $"{key}:{nameof(value.Matches)}", reject);
        ValidateNumber(value?.Above, $"{key}:{nameof(value.Above)}", reject);
        ValidateNumber(value?.Below, $"{key}:{nameof(value.Below)}", reject);
        RequireOne(key, [value?.Equals, value?.Matches, value?.Above, value?.Below], "exactly one of Equals, Matches, Above and Below", reject);
    }

    private static void ValidatePattern(string? pattern, string key, Action<string, string> reject)
    {
        if (pattern is not null && !ExpectedText.IsPattern(pattern))
        {
            reject(key, $"not a pattern; allowed: {ExpectedText.Allowed}");
        }
    }

    private static void ValidateNumber(double? number, string key, Action<string, string> reject)
    {
        if (number is { } given && !double.IsFinite(given))
        {
            reject(key, string.Create(CultureInfo.InvariantCulture, $"'{given}'; allowed: {AllowedNumber}"));
        }
    }

    private static void RequireOne(string key, object?[] conditions, string allowed, Action<string, string> reject)
    {
        int given = conditions.Count(condition => condition is not null);
        if (given != 1)
        {
            reject(key, $"{(given == 0 ? "without a condition" : "of more than one condition")}; allowed: {allowed}");
        }
    }

    private static string KeyOf(string list, int item) => string.Create(CultureInfo.InvariantCulture, $"{list}:{item}");

    /// <summary>Tells the characters of a header's name, which RFC 9110 calls a token.</summary>
    private static bool IsOfToken(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);
}
