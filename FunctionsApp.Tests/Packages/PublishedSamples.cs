using HealthFunctions.Testing;

namespace FunctionsApp.Tests.Packages;

/// <summary>
/// Publishes the samples as apps of somebody else: copied out of the repository, with the packed libraries.
/// </summary>
public sealed class PublishedSamples(PackedLibraries packages) : IAsyncLifetime
{
    internal static readonly string[] Names = ["AspNetCore", "FunctionApp", "FunctionAppAspNetCore", "WorkerService"];

    private readonly Dictionary<string, string> _output = [];

    /// <summary>Returns the published folder of a sample.</summary>
    internal string Folder(string sample) => Path.Combine(packages.Folder.FullName, "published", sample);

    /// <summary>Returns what the build of a sample wrote.</summary>
    internal string Output(string sample) => _output[sample];

    public async ValueTask InitializeAsync()
    {
        string samples = Path.Combine(packages.Folder.FullName, "samples");
        Copy(Repository.Path("samples"), samples);
        foreach (string sample in Names)
        {
            _output[sample] = await DotnetCommand.RunAsync(
                "publish", Path.Combine(samples, sample), "-o", Folder(sample), $"-p:HealthFunctionsVersion={packages.Version}");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
