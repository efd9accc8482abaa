using Microsoft.Extensions.Configuration;

namespace HealthFunctions.Server;

/// <summary>Tells whether the process is a Functions custom handler: a child of the Functions host, which alone calls it.</summary>
internal static class CustomHandler
{
    /// <summary>Names the setting by which the Functions host gives a custom handler its port.</summary>
    public const string Port = "FUNCTIONS_CUSTOMHANDLER_PORT";

    public static bool IsActive(IConfiguration configuration) => configuration[Port] is { Length: > 0 };
}
