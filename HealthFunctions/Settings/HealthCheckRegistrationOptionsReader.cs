namespace HealthFunctions.Settings;

/// <summary>Sets options of a check, but for its tags, from settings. A wrong setting is reported, and leaves the option as it is.</summary>
internal static class HealthCheckRegistrationOptionsReader
{
    /// <summary>Gets the keys that the settings of every check can have.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        "Type",
        nameof(HealthCheckRegistrationOptions.FailuresBeforeError),
        nameof(HealthCheckRegistrationOptions.MaxAge),
        nameof(HealthCheckRegistrationOptions.SuccessesBeforeOk),
        nameof(HealthCheckRegistrationOptions.Tags),
        nameof(HealthCheckRegistrationOptions.Timeout),
        nameof(HealthCheckRegistrationOptions.WarnAfter),
    ];

    public static void Read(SettingsSection section, HealthCheckRegistrationOptions options)
    {
        options.Timeout = ReadDuration(section, nameof(options.Timeout)) ?? options.Timeout;
        options.WarnAfter = ReadDuration(section, nameof(options.WarnAfter)) ?? options.WarnAfter;
        options.MaxAge = section.GetTimeSpan(
            nameof(options.MaxAge), options.MaxAge, TimeSpan.Zero, HealthCheckRegistrationOptionsValidator.LongestMaxAge);
        options.FailuresBeforeError = section.GetInt32(
            nameof(options.FailuresBeforeError), options.FailuresBeforeError, 1, HealthCheckRegistrationOptionsValidator.MostFailures);
        options.SuccessesBeforeOk = section.GetInt32(
            nameof(options.SuccessesBeforeOk), options.SuccessesBeforeOk, 1, HealthCheckRegistrationOptionsValidator.MostSuccesses);
    }

    private static TimeSpan? ReadDuration(SettingsSection section, string key) => section.GetTimeSpan(
        key, HealthCheckRegistrationOptionsValidator.ShortestDuration, HealthCheckRegistrationOptionsValidator.LongestDuration);
}
