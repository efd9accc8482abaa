using System.Text;
using Docs.Tests.Declarations;

namespace Docs.Tests.Writers;

/// <summary>
/// Makes what <c>healthfunctions --help</c> shows of the types of one assembly. A section begins with a line <c>Type=Http Url</c>,
/// of the type and its required keys; its second line is what the type does. Two empty lines end it. The core's file also has the keys of every check and
/// of the app.
/// </summary>
internal static class HelpFile
{
    private const int Width = 100;
    private const string Indent = "      ";

    public static string Make(string assembly)
    {
        StringBuilder text = new();
        foreach (DeclaredType type in DeclaredTypes.All.Where(type => type.Assembly == assembly))
        {
            string required = string.Concat(type.Keys.Where(key => key.IsRequired).Select(key => $" {key.Name}"));
            text.Append($"Type={type.Name}{required}\n{type.Summary}\n\n");
            AddKeys(text, type.Keys);
            text.Append("\n  Example:\n");
            foreach ((string key, string value) in type.Example.FullSettings)
            {
                text.Append($"{Indent}{key}={value}\n");
            }

            text.Append("\n\n");
        }

        if (assembly == typeof(HealthFunctions.Settings.HealthFunctionsOptions).Assembly.GetName().Name)
        {
            text.Append("HealthChecks\nKeys of every check, HealthChecks__<name>__…\n\n");
            AddKeys(text, SettingsPage.CheckKeys);
            text.Append("\n\nHealthFunctions\nKeys of the app, HealthFunctions__…\n\n");
            AddKeys(text, SettingsPage.AppKeys);
        }

        return $"{text.ToString().TrimEnd()}\n";
    }

    private static void AddKeys(StringBuilder text, IEnumerable<DeclaredKey> keys)
    {
        foreach (DeclaredKey key in keys)
        {
            string names = DocText.WithoutMarks(string.Join(", ", key.Shape.KeysInDocs(key.Name)));
            string defaults = key.IsRequired ? "required" : $"default: {DocText.WithoutMarks(key.Default)}";
            text.Append($"  {names} ({defaults})\n");
            AddWrapped(text, DocText.WithoutMarks(key.Meaning));
        }
    }

    private static void AddWrapped(StringBuilder text, string sentence)
    {
        int column = 0;
        foreach (string word in sentence.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            text.Append(column == 0 ? Indent : " ").Append(word);
            column += (column == 0 ? Indent.Length : 1) + word.Length;
        }

        text.Append('\n');
    }
}
