namespace FunctionsApp.Hosting;

/// <summary>Exit codes, after sysexits.h.</summary>
internal static class ExitCode
{
    public const int Stopped = 0;

    /// <summary>EX_USAGE: the command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>EX_UNAVAILABLE: the address is taken or not ours to take.</summary>
    public const int Unavailable = 69;

    /// <summary>EX_CONFIG: the settings are wrong.</summary>
    public const int Settings = 78;
}
