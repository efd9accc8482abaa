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
    /// 128 + SIGTERM, as a shell reports it: a worker was stopped while its Functions host lives. The host fails what the worker was
    /// running, logs an error and starts another worker; the third such end, each within 30 minutes of the one before, ends the host.
    /// </summary>
    public const int Terminated = 143;

    /// <summary>
    /// A custom handler was stopped while its Functions host lives, or a worker at the wish of its host. The host starts another
    /// one; after 0 it would not, and every later request would be answered with 500 or not at all. What a worker was running is
    /// never answered after this code; what a custom handler was running has failed with its connection.
    /// </summary>
    public const int Restart = 200;
}
