using Microsoft.Extensions.Configuration;

namespace FunctionsApp.Hosting.Kestrel;

/// <summary>The part of a Functions custom handler: a child of the Functions host, which alone calls it.</summary>
internal static class CustomHandler
{
    /// <summary>The Functions host's word for the port to listen on; a process that has it is a custom handler.</summary>
    public const string Port = "FUNCTIONS_CUSTOMHANDLER_PORT";

    public static bool IsPlayed(IConfiguration configuration) => configuration[Port] is { Length: > 0 };
}
