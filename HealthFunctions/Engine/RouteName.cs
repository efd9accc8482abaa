namespace HealthFunctions.Engine;

/// <summary>Tells which names the route of a check can carry, percent-encoded.</summary>
internal static class RouteName
{
    /// <summary>
    /// Returns false for a name without a visible character, for <c>.</c> and <c>..</c>, which clients resolve, and for characters
    /// that no URL has: zero, and half of a surrogate pair.
    /// </summary>
    public static bool IsAllowed(string name) =>
        !string.IsNullOrWhiteSpace(name)
        && name is not ("." or "..")
        && !name.Contains('\0', StringComparison.Ordinal)
        && name.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
