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
            Console.WriteLine(row);
        }
    }
}
