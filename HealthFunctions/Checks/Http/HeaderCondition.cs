using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Http;

/// <summary>Judges one header of a response, as it was sent.</summary>
/// <param name="expected">What it must be; valid.</param>
internal sealed class HeaderCondition(ExpectedHeader expected)
{
    private readonly Regex? _matches = expected.Matches is { } pattern ? ExpectedText.CreatePattern(pattern) : null;

    /// <returns>What is wrong; null where it fits. The header itself may be a secret: it is not shown; by its name, so may what is expected.</returns>
    public string? Judge(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues(expected.Name!, out HeaderStringValues values)
            && !response.Content.Headers.NonValidated.TryGetValues(expected.Name!, out values))
        {
            return $"The header {expected.Name} is missing.";
        }

        foreach (string value in values)
        {
            if (_matches?.IsMatch(value) ?? value == expected.Equals)
            {
                return null;
            }
        }

        if (SecretKeys.MayHoldSecret(expected.Name!))
        {
            return $"The header {expected.Name} is not that of the settings.";
        }

        return _matches is null ? $"The header {expected.Name} is not '{expected.Equals}'." : $"The header {expected.Name} does not match '{_matches}'.";
    }
}
