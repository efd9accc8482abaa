using System.Globalization;

namespace HealthFunctions.Settings;

/// <summary>Sets options of the app from settings. A wrong setting is reported, and leaves the option as it is.</summary>
internal static class HealthFunctionsOptionsReader
{
    public static void Read(SettingsSection section, HealthFunctionsOptions options)
    {
        options.Deadline = section.GetTimeSpan(
            nameof(options.Deadline), options.Deadline, HealthFunctionsOptionsValidator.ShortestDeadline, HealthFunctionsOptionsValidator.LongestDeadline);
        options.MaxConcurrency = section.GetInt32(
            nameof(options.MaxConcurrency), options.MaxConcurrency, 1, HealthFunctionsOptionsValidator.MostConcurrency);
        options.ReserveThreads = section.GetBoolean(nameof(options.ReserveThreads), options.ReserveThreads);
        options.DrainSeconds = section.GetInt32(nameof(options.DrainSeconds), options.DrainSeconds, 0, HealthFunctionsOptionsValidator.LongestDrainSeconds);
        options.WarningStatusCode = ReadStatusCode(section, nameof(options.WarningStatusCode), options.WarningStatusCode);
        options.ErrorStatusCode = ReadStatusCode(section, nameof(options.ErrorStatusCode), options.ErrorStatusCode);
    }

    private static int ReadStatusCode(SettingsSection section, string key, int inCode) => section.GetValue(
        key, inCode, HealthFunctionsOptionsValidator.AllowedStatusCodes, (string text, out int code) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code) && HealthFunctionsOptionsValidator.IsStatusCode(code));
}
