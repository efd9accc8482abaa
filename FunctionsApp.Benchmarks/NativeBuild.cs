using System.Diagnostics;
using System.Reflection;

namespace FunctionsApp.Benchmarks;

/// <summary>Publishes the programs that are measured.</summary>
internal static class NativeBuild
{
    private static readonly string Root = typeof(NativeBuild).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string App() => Publish("FunctionsApp", "FunctionsApp");

    public static string Bare() => Publish("FunctionsApp.Benchmarks/Bare", "Bare");

    private static string Publish(string project, string executable)
    {
        string output = Path.Combine(Root, "artifacts", "benchmarks", executable);
        Console.WriteLine($"Publishing {project} natively…");
        using Process publish = Process.Start(
            "dotnet", ["publish", Path.Combine(Root, project), "-c", "Release", "-p:PublishAot=true", "--use-current-runtime", "-o", output, "-v", "quiet"]);
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, executable)
            : throw new InvalidOperationException($"{project} does not publish natively: it needs a C compiler and zlib's headers (clang, zlib1g-dev).");
    }
}
