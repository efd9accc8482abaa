using HealthFunctions.Settings;

namespace HealthFunctions.Checks;

/// <summary>Reads and validates the time before an end from which it is a WARNING.</summary>
internal static class ExpiryWarning
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static TimeSpan? Read(SettingsSection settings, string key) => settings.GetTimeSpan(key, Shortest, Longest);

    /// <returns>Whether it is allowed.</returns>
    public static bool Validate(string key, TimeSpan? warning, Action<string, string> reject)
    {
        if (warning < Shortest || warning > Longest)
        {
            reject(key, $"'{warning}'; allowed: a duration from {Duration.Format(Shortest)} to {Duration.Format(Longest)}");
            return false;
        }

        return true;
    }
}
