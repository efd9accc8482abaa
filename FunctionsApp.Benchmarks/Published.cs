using System.Diagnostics;
using System.Reflection;

namespace FunctionsApp.Benchmarks;

/// <summary>Publishes the programs that are measured.</summary>
internal static class Published
{
    private static readonly string Root = typeof(Published).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    private static readonly Lazy<string> App = new(() => Native("HealthFunctions.Server", "healthfunctions"));
    private static readonly Lazy<string> Bare = new(() => Native("FunctionsApp.Benchmarks/Bare", "Bare"));

    /// <summary>Gets the server's native executable.</summary>
    public static string NativeApp => App.Value;

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

    private static string Native(string project, string executable)
    {
        string output = Path.Combine(Root, "artifacts", "benchmarks", executable);
        (bool done, string log) = Run(project, output, "-p:PublishAot=true", "--use-current-runtime");
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
