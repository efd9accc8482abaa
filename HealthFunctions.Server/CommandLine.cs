using System.Reflection;
using HealthFunctions.FunctionsHost;

namespace HealthFunctions.Server;

/// <summary>The words on the command line that are not settings.</summary>
internal static class CommandLine
{
    private const string Help = """
        HealthFunctions: health checks that answer by their deadline, over HTTP.

        Usage: healthfunctions [--urls <url>] [--environment <name>] [--<setting> <value>]...

          --urls <url>           listen there; the default is http://127.0.0.1:7071 (or set PORT)
                                 https needs --Kestrel:Certificates:Default:Path, with its Password or KeyPath
          --environment <name>   also read appsettings.<name>.json; the default is Production
          --<setting> <value>    any setting, such as --HealthChecks:db:Url https://example.org
          --probe <url>          ask a running app: exit code 0 where it answers 2xx, else 1
          --help, -h             show this
          --version              show the version

        Routes:
          /_system/check         200 while the process runs
          /_system/check/<name>  one check, or all checks with that tag: 200 for OK, 500 for WARNING and ERROR

        Settings come from appsettings.json beside the executable, then the environment, then the command line:
          HealthChecks__<name>__Type=Http  HealthChecks__<name>__Url=https://example.org

        Exit codes: 0 stopped, 1 probe failed, 64 wrong command line, 69 address not available, 78 wrong settings.
        """;

    private static readonly string[] Settings = ["urls", "environment", "HealthChecks", "HealthFunctions", "Kestrel", "Logging"];

    /// <summary>Answers a question for help, the version or a running app's health, and refuses what nobody would read.</summary>
    /// <returns>The exit code, or null where the app is to start.</returns>
    public static int? Answer(string[] args)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            Console.Out.WriteLine(Help);
            return ExitCode.Stopped;
        }

        if (args.Contains("--version"))
        {
            Console.Out.WriteLine(Version);
            return ExitCode.Stopped;
        }

        if (args is ["--probe", string url])
        {
            return SelfProbe.Ask(url);
        }

        for (int i = 0; i < args.Length; i++)
        {
            string[] parts = args[i].Split('=', 2);
            bool setting = args[i].StartsWith("--", StringComparison.Ordinal)
                && Settings.Contains(parts[0][2..].Split(':')[0], StringComparer.OrdinalIgnoreCase);
            bool valued = parts.Length == 2 || i + 1 < args.Length;
            if (!setting || !valued)
            {
                string problem = setting ? "has no value" : "is unknown";
                Console.Error.WriteLine($"'{args[i]}' {problem}; allowed: --{string.Join(", --", Settings)}, each with a value. See --help.");
                return ExitCode.Usage;
            }

            i += parts.Length == 2 ? 0 : 1;
        }

        return null;
    }

    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
