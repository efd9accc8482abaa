using System.Reflection;
using HealthFunctions.Testing;

namespace FunctionsApp.Tests.Packages;

/// <summary>Packs the libraries, as they were built with these tests, into a feed in a temporary folder.</summary>
public sealed class PackedLibraries : IAsyncLifetime
{
    internal static readonly string[] Names = ["HealthFunctions", "HealthFunctions.AspNetCore", "HealthFunctions.AzureFunctions"];

    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("healthfunctions-packages-");

    /// <summary>Gets the folder of the packages, which the samples' nuget.config names from where they are copied to.</summary>
    internal string Feed => Path.Combine(Folder.FullName, "artifacts", "packages");

    /// <summary>Gets the version of the packages: NuGet would take one that it has extracted before for the same.</summary>
    internal string Version { get; } = $"0.0.0-test.{Guid.NewGuid():N}";

    /// <summary>Gets what the commands wrote.</summary>
    internal string Output { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        string configuration = typeof(PackedLibraries).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (string name in Names)
        {
            Output += await DotnetCommand.RunAsync(
                "pack", Repository.Path(name), "--no-build", "-c", configuration, "-o", Feed, $"-p:Version={Version}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        string extracted = typeof(PackedLibraries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "NuGetPackageRoot").Value!;
        foreach (string name in Names)
        {
            DirectoryInfo copy = new(Path.Combine(extracted, name.ToLowerInvariant(), Version));
            if (copy.Exists)
            {
                copy.Delete(recursive: true);
            }
        }

        return ValueTask.CompletedTask;
    }
}
