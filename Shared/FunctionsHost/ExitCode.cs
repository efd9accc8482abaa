namespace HealthFunctions.FunctionsHost;

/// <summary>Lists exit codes, those of sysexits.h where it has one.</summary>
internal static class ExitCode
{
    public const int Stopped = 0;

    /// <summary>A probe found the app not healthy: the code that container engines expect.</summary>
    public const int Unhealthy = 1;

    /// <summary>EX_USAGE: the command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>EX_UNAVAILABLE: the address is taken or not ours to take.</summary>
    public const int Unavailable = 69;

    /// <summary>EX_CONFIG: the settings are wrong.</summary>
    public const int Settings = 78;

    /// <summary>
    /// A custom handler, or a worker, was stopped while its Functions host lives. The host starts another one; after 0 it would
    /// not, and every later request would be answered with 500 or not at all.
    /// </summary>
    public const int Restart = 200;
}
