using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Health;

/// <summary>Gives the words for a status on the wire.</summary>
internal static class HealthCode
{
    public const string Ok = "OK";
    public const string Warning = "WARNING";
    public const string Error = "ERROR";

    public static string Of(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => Ok,
        HealthStatus.Degraded => Warning,
        _ => Error,
    };
}
