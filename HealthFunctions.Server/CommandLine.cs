using System.Reflection;
using HealthFunctions.FunctionsHost;
using HealthFunctions.Settings;

namespace HealthFunctions.Server;

/// <summary>The words on the command line that are not settings.</summary>
internal static class CommandLine
{
    private const string Help = """
        HealthFunctions: health checks that answer by their deadline, over HTTP.

        Usage: healthfunctions [--urls <url>] [--environment <name>] [--<setting> <value>]...

          --urls <url>           listen there; the default is http://127.0.0.1:7071; PORT=<port> listens on every address
                                 https needs --Kestrel:Certificates:Default:Path, with its Password or KeyPath
          --environment <name>   also read appsettings.<name>.json; the default is Production
          --<setting> <value>    any setting, such as --HealthChecks:db:Url https://example.org
          --probe [<url>]        ask a running app: exit code 0 where it answers 2xx, else 1 and the reason;
                                 at a loopback address any certificate will do; without a URL, it asks the app of
                                 the settings files and the environment for its liveness
          --help, -h             show this
          --help <name>          show the settings of a type of check, such as Http; of every check, HealthChecks;
                                 or of the app, HealthFunctions
          --version              show the version

        Routes:
          /_system/check         200 while the process runs
          /_system/check/<name>  one check, or all checks with that tag: 200 for OK, 500 for WARNING and ERROR

        Settings come from appsettings.json beside the executable, then the environment, then the command line:
          HealthChecks__<name>__Type=Http  HealthChecks__<name>__Url=https://example.org

        Types of check, each with the keys that it needs:
        {types}

        Exit codes: 0 stopped, 1 probe failed, 64 wrong command line, 69 address not available, 78 wrong settings.
        """;

    private static readonly string[] Settings = ["urls", "environment", "HealthChecks", "HealthFunctions", "Kestrel", "Logging"];

    // Elsewhere an empty value takes back what a file sets.
    private static readonly string[] NeverEmpty = ["urls", "environment"];

    /// <summary>Answers a question for help, the version or a running app's health, and refuses what nobody would read.</summary>
    /// <returns>The exit code, or null where the app is to start.</returns>
    public static int? Answer(string[] args)
    {
        int help = Array.FindIndex(args, arg => arg is "--help" or "-h" or "-?");
        if (help >= 0)
        {
            return Explain(args.ElementAtOrDefault(help + 1));
        }

        if (args.Contains("--version"))
        {
            Terminal.WriteLine(Version);
            return ExitCode.Stopped;
        }

        if (args is ["--probe"])
        {
            return SelfProbe.AskOwn();
        }

        if (args is ["--probe", string url])
        {
            return SelfProbe.Ask(url);
        }

        if (Array.Exists(args, arg => arg.Split('=')[0] == "--probe"))
        {
            return Refuse($"'--probe' needs {SelfProbe.Allowed}, or nothing, and no other word");
        }

        for (int i = 0; i < args.Length; i++)
        {
            string[] parts = args[i].Split('=', 2);
            string name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : string.Empty;
            if (!Settings.Contains(name.Split(':')[0], StringComparer.OrdinalIgnoreCase))
            {
                string suggestion = Misspelling.Suggest(parts[0].Split(':')[0], [.. Settings.Select(setting => $"--{setting}"), "--help", "--version", "--probe"]);
                return Refuse($"'{parts[0]}' is unknown{suggestion}; allowed: --{string.Join(", --", Settings)}, each with a value");
            }

            string? value = parts.Length == 2 ? parts[1] : args.ElementAtOrDefault(++i);
            // What follows may be the next setting. A text that begins so can be given by '='.
            bool missing = value is null || (parts.Length == 1 && value.StartsWith("--", StringComparison.Ordinal));
            if (missing || (value!.Length == 0 && NeverEmpty.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                return Refuse($"'{parts[0]}' has no value");
            }
        }

        return null;
    }

    private static int Explain(string? name)
    {
        if (name is null || name.StartsWith('-'))
        {
            Terminal.WriteLine(Help.Replace("{types}", HelpSection.List(), StringComparison.Ordinal));
            return ExitCode.Stopped;
        }

        if (HelpSection.Find(name) is not { } section)
        {
            return Refuse($"'{name}' is no type of check that this executable contains{Misspelling.Suggest(name, HelpSection.Names)}; allowed: {string.Join(", ", HelpSection.Names)}");
        }

        Terminal.WriteLine(section.Text);
        return ExitCode.Stopped;
    }

    private static int Refuse(string problem)
    {
        Terminal.WriteErrorLine($"{problem}. See --help.");
        return ExitCode.Usage;
    }

    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
