namespace HealthFunctions.Settings;

/// <summary>Validates the options of the app.</summary>
internal static class HealthFunctionsOptionsValidator
{
    public const int MostConcurrency = 10_000;
    public const int LongestDrainSeconds = 300;
    public const string AllowedStatusCodes = "a whole number from 200 to 599, but for 204, 205 and 304, which have no body";
    public static readonly TimeSpan ShortestDeadline = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromMinutes(5);

    public static bool IsStatusCode(int code) => code is >= 200 and <= 599 and not (204 or 205 or 304);

    /// <summary>Finds everything that is wrong. Settings are within these limits already, so this is what code has set.</summary>
    public static IEnumerable<string> Validate(HealthFunctionsOptions options)
    {
        if (options.Deadline < ShortestDeadline || options.Deadline > LongestDeadline)
        {
            yield return Error(nameof(options.Deadline), options.Deadline, $"a duration from {Duration.Format(ShortestDeadline)} to {Duration.Format(LongestDeadline)}");
        }

        if (options.MaxConcurrency is < 1 or > MostConcurrency)
        {
            yield return Error(nameof(options.MaxConcurrency), options.MaxConcurrency, $"a whole number from 1 to {MostConcurrency}");
        }

        if (options.DrainSeconds is < 0 or > LongestDrainSeconds)
        {
            yield return Error(nameof(options.DrainSeconds), options.DrainSeconds, $"a whole number from 0 to {LongestDrainSeconds}");
        }

        if (!IsStatusCode(options.WarningStatusCode))
        {
            yield return StatusCodeError(nameof(options.WarningStatusCode), options.WarningStatusCode);
        }

        if (!IsStatusCode(options.ErrorStatusCode))
        {
            yield return StatusCodeError(nameof(options.ErrorStatusCode), options.ErrorStatusCode);
        }

        if (options.TimeProvider is null)
        {
            yield return Error(nameof(options.TimeProvider), null, "a clock");
        }

        if (!IsSection(options.HealthChecksSection))
        {
            yield return SectionError(nameof(options.HealthChecksSection), options.HealthChecksSection);
        }

        if (!IsSection(options.HealthFunctionsSection))
        {
            yield return SectionError(nameof(options.HealthFunctionsSection), options.HealthFunctionsSection);
        }
        else if (options.HealthFunctionsSection.Equals(options.HealthChecksSection, StringComparison.OrdinalIgnoreCase))
        {
            yield return Error(nameof(options.HealthFunctionsSection), options.HealthFunctionsSection, $"another section than {nameof(options.HealthChecksSection)}");
        }
    }


    private static bool IsSection(string? name) => name?.Split(':').All(part => part.Length > 0) == true;

    private static string StatusCodeError(string property, int code) =>
        Error(property, code, AllowedStatusCodes);

    private static string SectionError(string property, string? name) =>
        Error(property, name, "the name of a configuration section, such as Monitoring:HealthChecks");

    private static string Error(string property, object? given, string allowed) =>
        $"{nameof(HealthFunctionsOptions)}.{property} is '{(given is TimeSpan duration ? Duration.Format(duration) : given)}'; allowed: {allowed}.";
}
