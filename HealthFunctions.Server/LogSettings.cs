using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using static HealthFunctions.Server.SettingsShape;

namespace HealthFunctions.Server;

/// <summary>Validates the section <c>Logging</c>: the levels, and the format and the queue of the console.</summary>
internal static class LogSettings
{
    private static readonly SettingsShape Level = OneOf<LogLevel>();
    private static readonly SettingsShape Levels = Each(Level);

    private static readonly SettingsShape FormatterOptions = Section(
        ("IncludeScopes", Flag),
        ("TimestampFormat", Text),
        ("UseUtcTimestamp", Flag),
        ("SingleLine", Flag),
        ("ColorBehavior", OneOf<LoggerColorBehavior>()),
        ("JsonWriterOptions", Section(("Indented", Flag))));

    private static readonly SettingsShape Logging = Section(
        ("LogLevel", Levels),
        ("Console", Section(
            ("LogLevel", Levels),
            ("FormatterName", OneOf(ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd)),
            ("FormatterOptions", FormatterOptions),
            ("LogToStandardErrorThreshold", Level),
            ("QueueFullMode", OneOf<ConsoleLoggerQueueFullMode>()),
            ("MaxQueueLength", Value("a whole number from 1 to 1000000", IsQueueLength)))));

    public static IEnumerable<string> FindErrors(IConfigurationSection logging) => Logging.FindErrors(logging);

    private static bool IsQueueLength(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length is >= 1 and <= 1_000_000;
}
