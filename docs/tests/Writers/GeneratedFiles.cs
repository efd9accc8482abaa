using Docs.Tests.Declarations;
using HealthFunctions.Testing;

namespace Docs.Tests.Writers;

/// <summary>Lists the files that are made of the declarations, whole or in part.</summary>
internal static class GeneratedFiles
{
    /// <summary>Gets their paths below the root.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "docs/checks.md",
        "docs/settings.md",
        "docs/tests/CodeExamples.cs",
        JsonSchemas.AppSettingsPath,
        JsonSchemas.LocalSettingsPath,
        BicepFamilies.Path,
        BicepExamples.Path,
        .. DeclaredTypes.All.Select(type => HelpPath(type.Assembly)).Distinct(),
    ];

    /// <summary>Makes the text of a file.</summary>
    public static string Make(string path) => path switch
    {
        "docs/checks.md" => new MarkedPage(Read(path)).With(ChecksPage.Parts).Text,
        "docs/settings.md" => new MarkedPage(Read(path)).With(SettingsPage.Parts).Text,
        "docs/tests/CodeExamples.cs" => CodeExamplesFile.Make(),
        JsonSchemas.AppSettingsPath => JsonSchemas.AppSettings(),
        JsonSchemas.LocalSettingsPath => JsonSchemas.LocalSettings(),
        BicepFamilies.Path => BicepFamilies.Make(),
        BicepExamples.Path => BicepExamples.Make(),
        _ => HelpFile.Make(Path.GetFileNameWithoutExtension(path)),
    };

    /// <summary>Reads a file as it is; empty for none.</summary>
    public static string Read(string path)
    {
        string file = Repository.Path(path);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : string.Empty;
    }

    private static string HelpPath(string assembly) => $"HealthFunctions.Server/Help/{assembly}.txt";
}
