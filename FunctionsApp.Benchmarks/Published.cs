using System.Diagnostics;
using System.Reflection;

namespace FunctionsApp.Benchmarks;

/// <summary>Publishes the programs that are measured.</summary>
internal static class Published
{
    private static readonly string Root = typeof(Published).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    private static readonly Lazy<string> Lean = new(() => Native("HealthFunctions.Server", "healthfunctions", "lean", "-p:CheckFamilies=none"));
    private static readonly Lazy<string> Full = new(() => Native("HealthFunctions.Server", "healthfunctions", "full"));
    private static readonly Lazy<string> Bare = new(() => Native("FunctionsApp.Benchmarks/Bare", "Bare", "bare"));

    /// <summary>Gets the server's native executable without check families: the one that the limits hold for.</summary>
    public static string NativeApp => Lean.Value;

    /// <summary>Gets the server's native executable with all check families.</summary>
    public static string NativeFullApp => Full.Value;

    /// <summary>Gets the executable that is the baseline: the least that Kestrel can be.</summary>
    public static string NativeBare => Bare.Value;

    /// <summary>Publishes the Functions isolated worker, compiled ahead of time or not.</summary>
    /// <returns>Its folder.</returns>
    public static string IsolatedWorker(bool readyToRun)
    {
        string output = Path.Combine(Root, "artifacts", "benchmarks", readyToRun ? "worker-r2r" : "worker-jit");
        (bool done, string log) = Run("FunctionsApp", output, $"-p:PublishReadyToRun={readyToRun}");
        return done ? output : throw new InvalidOperationException($"The isolated worker does not publish:{Environment.NewLine}{log}");
    }

    private static string Native(string project, string executable, string folder, params IEnumerable<string> options)
    {
        string output = Path.Combine(Root, "artifacts", "benchmarks", folder);
        (bool done, string log) = Run(project, output, ["-p:PublishAot=true", "--use-current-runtime", .. options]);
        return done
            ? Path.Combine(output, executable)
            : throw new InvalidOperationException(
                $"{project} does not publish natively: it needs a C compiler and zlib's headers (clang, zlib1g-dev).{Environment.NewLine}{log}");
    }

    private static (bool Done, string Log) Run(string project, string output, params IEnumerable<string> options)
    {
        Console.WriteLine($"Publishing {project} to {output}…");
        ProcessStartInfo start = new(
            "dotnet", ["publish", Path.Combine(Root, project), "-c", "Release", "-o", output, "-v", "quiet", .. options])
        {
            RedirectStandardOutput = true,
        };
        using Process publish = Process.Start(start)!;
        string log = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return (publish.ExitCode == 0, log);
    }
}
