using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Answers as text, so that those of the engine and of the model compare.</summary>
internal static class Answers
{
    public const string Waits = "waits";

    public const string Gone = "has hung up";

    public static string Bare(HealthStatus status, TimeSpan? age) => $"{status}, age {age?.ToString() ?? "none"}";

    public static string Report(IEnumerable<string> entries, TimeSpan total) => $"{string.Join("; ", entries)} in {total}";

    public static string Entry(string check, HealthStatus status, string? reason, TimeSpan duration) =>
        $"{check} {status} {reason} after {duration}";

    public static string Code(HealthStatus? status) => status switch
    {
        null => "UNKNOWN",
        HealthStatus.Healthy => "OK",
        HealthStatus.Degraded => "WARNING",
        _ => "ERROR",
    };
}
