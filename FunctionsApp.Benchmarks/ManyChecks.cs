using System.Text.Json.Nodes;

namespace FunctionsApp.Benchmarks;

/// <summary>A copy of a published app, with checks in its file of settings.</summary>
internal sealed class ManyChecks : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("healthfunctions-");

    /// <param name="app">The folder of the app.</param>
    /// <param name="checks">How many checks.</param>
    public ManyChecks(string app, int checks)
    {
        foreach (string file in Directory.EnumerateFiles(app, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(app, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // The framework reads keys with colons as it reads sections.
        JsonObject settings = new(Settings(checks).Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value)));
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), settings.ToJsonString());
    }

    /// <summary>The folder of the copy.</summary>
    public string Folder => _copy.FullName;

    /// <summary>The settings of so many checks of type Http.</summary>
    public static IEnumerable<(string Key, string Value)> Settings(int checks) => Enumerable.Range(0, checks).SelectMany(i => ((string, string)[])
    [
        ($"HealthChecks:check-{i}:Type", "Http"),
        ($"HealthChecks:check-{i}:Url", $"https://service-{i}.example.com/health"),
        ($"HealthChecks:check-{i}:Timeout", "00:00:02"),
        ($"HealthChecks:check-{i}:Tags:0", $"team-{i % 10}"),
        ($"HealthChecks:check-{i}:Headers:Accept", "application/json"),
    ]);

    public void Dispose() => _copy.Delete(recursive: true);
}
