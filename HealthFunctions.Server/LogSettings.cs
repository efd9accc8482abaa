using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HealthFunctions.Server;

/// <summary>Validates the section <c>Logging</c>: the levels, for all providers and for one, and the format of the console.</summary>
internal static class LogSettings
{
    private const string Levels = "LogLevel";
    private static readonly string[] Formats = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    public static IEnumerable<string> FindErrors(IConfiguration logging)
    {
        IEnumerable<string> levels =
            from section in logging.GetChildren()
            from level in (section.Key.Equals(Levels, StringComparison.OrdinalIgnoreCase) ? section : section.GetSection(Levels)).GetChildren()
            where level.Value is { Length: > 0 } && !(Enum.TryParse(level.Value, ignoreCase: true, out LogLevel parsed) && Enum.IsDefined(parsed))
            select Error(level, string.Join(", ", Enum.GetNames<LogLevel>()));
        IConfigurationSection format = logging.GetSection("Console:FormatterName");
        return format.Value is { Length: > 0 } name && !Formats.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? levels.Append(Error(format, string.Join(", ", Formats)))
            : levels;
    }

    private static string Error(IConfigurationSection setting, string allowed) =>
        $"{setting.Path.Replace(":", "__", StringComparison.Ordinal)} is '{setting.Value}'; allowed: {allowed}.";
}
