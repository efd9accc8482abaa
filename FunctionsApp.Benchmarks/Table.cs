using System.Globalization;

namespace FunctionsApp.Benchmarks;

/// <summary>Prints rows as Markdown.</summary>
internal static class Table
{
    public static void Print(IReadOnlyList<Row> rows)
    {
        Console.WriteLine();
        Console.WriteLine("| what | ours | baseline | ratio | must be | holds |");
        Console.WriteLine("|---|---:|---:|---:|---:|---|");
        foreach (Row row in rows)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.What} | {row.Ours:0.##} {row.Unit} | {row.Theirs:0.##} {row.Unit} | {row.Ratio:0.00} | {(row.MoreIsBetter ? "≥" : "≤")} {row.Limit:0.00} | {(row.Holds ? "yes" : "NO")} |"));
        }
    }
}
