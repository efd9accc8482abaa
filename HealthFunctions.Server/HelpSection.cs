using System.Reflection;

namespace HealthFunctions.Server;

/// <summary>
/// Holds what <c>--help</c> shows of one type of check, of every check, or of the app. The texts are resources, a file for each
/// library that the app contains, made of what its options declare (docs/tests). They are read when somebody asks.
/// </summary>
/// <param name="Name">The name of the type; or of the section of the settings.</param>
/// <param name="RequiredKeys">The keys that a check of that type must have.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="Text">All of it.</param>
internal sealed record HelpSection(string Name, string RequiredKeys, string Summary, string Text)
{
    private const string TypeStart = "Type=";
    private const string Separator = "\n\n\n";

    private bool IsType => Text.StartsWith(TypeStart, StringComparison.Ordinal);

    /// <summary>Gets the names, for an error message.</summary>
    public static IReadOnlyList<string> Names => [.. Read().Select(section => section.Name)];

    /// <summary>Lists the types, in a line each.</summary>
    public static string List()
    {
        HelpSection[] types = [.. Read().Where(section => section.IsType)];
        int name = types.Max(type => type.Name.Length);
        int keys = types.Max(type => type.RequiredKeys.Length);
        return string.Join('\n', types.Select(type => $"  {type.Name.PadRight(name)}  {type.RequiredKeys.PadRight(keys)}  {type.Summary}"));
    }

    /// <summary>Finds the section of a name, which is compared without case.</summary>
    public static HelpSection? Find(string name) => Read().FirstOrDefault(section => section.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads all sections: those of types by their names, then the others.</summary>
    private static IEnumerable<HelpSection> Read()
    {
        Assembly assembly = typeof(HelpSection).Assembly;
        return assembly.GetManifestResourceNames()
            .SelectMany(file => ReadAll(assembly.GetManifestResourceStream(file)!).Split(Separator))
            .Select(Parse)
            .OrderBy(section => !section.IsType)
            .ThenBy(section => section.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static string ReadAll(Stream stream)
    {
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }

    /// <summary>Parses a text whose first line is <c>Type=Tcp Host Port</c> or the name of a section, and whose second is the summary.</summary>
    private static HelpSection Parse(string text)
    {
        string[] lines = text.Split('\n', 3);
        string[] words = lines[0].Split(' ', 2);
        string name = words[0].StartsWith(TypeStart, StringComparison.Ordinal) ? words[0][TypeStart.Length..] : words[0];
        return new HelpSection(name, words.Length == 2 ? words[1] : string.Empty, lines[1], text);
    }
}
