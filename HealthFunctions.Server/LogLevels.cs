using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Server;

/// <summary>Validates the levels in the section <c>Logging</c>, for all providers and for one.</summary>
internal static class LogLevels
{
    private const string Levels = "LogLevel";

    public static IEnumerable<string> FindErrors(IConfiguration logging) =>
        from section in logging.GetChildren()
        from level in (section.Key.Equals(Levels, StringComparison.OrdinalIgnoreCase) ? section : section.GetSection(Levels)).GetChildren()
        where level.Value is { Length: > 0 } && !(Enum.TryParse(level.Value, ignoreCase: true, out LogLevel parsed) && Enum.IsDefined(parsed))
        select $"{level.Path.Replace(":", "__", StringComparison.Ordinal)} is '{level.Value}'; allowed: {string.Join(", ", Enum.GetNames<LogLevel>())}.";
}
