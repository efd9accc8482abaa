namespace HealthFunctions.AzureFunctions;

/// <summary>Writes why the app cannot start, for the Functions host.</summary>
internal static class StartError
{
    /// <summary>Writes lines that the host shows as errors: it tells the level of a line on stderr by the words in it.</summary>
    public static void Write(params IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Console.Error.WriteLine($"error: HealthFunctions: {line}");
        }
    }
}
