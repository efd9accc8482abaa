using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>A copy of the app in a folder of its own, for a test that writes the settings files beside it.</summary>
internal sealed class AppFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("healthfunctions-");

    public AppFolder()
    {
        Executable = Path.Combine(Name, Path.GetFileName(AppProcess.Executable));
        File.Copy(AppProcess.Executable, Executable);
        // The assemblies of one that is not native.
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(AppProcess.Executable)!, "HealthFunctions.*").Where(IsOfTheApp))
        {
            File.Copy(file, Path.Combine(Name, Path.GetFileName(file)), overwrite: true);
        }
    }

    public string Name => _folder.FullName;

    public string Executable { get; }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Name, file), text);

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsOfTheApp(string file) => Path.GetFileName(file).Split('.') is not [_, "Tests" or "Testing", ..] and not [_, "Server", "Tests", ..];
}
