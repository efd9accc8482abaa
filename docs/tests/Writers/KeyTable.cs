using System.Text;
using Docs.Tests.Declarations;
using Docs.Tests.Shapes;

namespace Docs.Tests.Writers;

/// <summary>Writes keys as a table in Markdown.</summary>
internal static class KeyTable
{
    public static string Of(IEnumerable<DeclaredKey> keys)
    {
        StringBuilder table = new("| key | default | meaning |\n|---|---|---|\n");
        foreach (DeclaredKey key in keys)
        {
            AddRow(table, string.Join(", ", key.Shape.KeysInDocs(key.Name)), key.Default, key.Meaning);
            if (key.Shape is MapShape)
            {
                AddRow(table, $"`{key.Name}`", "none", "The same as one JSON object, `{\"X-Api-Key\":\"…\"}`, for names that an app setting on Linux cannot carry, such as those with `-`; a name may stand in one of the two only.");
            }
        }

        return table.ToString();
    }

    private static void AddRow(StringBuilder table, string key, string value, string meaning) =>
        table.Append($"| {key} | {Cell(value)} | {Cell(meaning.TrimEnd('.'))} |\n");

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
