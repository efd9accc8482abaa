using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Faults;

/// <summary>Answers with bytes that belong to no protocol.</summary>
internal static class Garbage
{
    // No protocol begins with these bytes, and a length made of any of them exceeds every limit. The line ends finish a line.
    private const string Bytes = "\u00fe\u00dc\u00ba\u0098\u00fe\u00dc\u00ba\u0098garbage\r\n\u00fe\u00dc\u00ba\u0098\r\n";

    /// <summary>Answers at once, and again after whatever the client sends.</summary>
    public static async Task AnswerAsync(ScriptedConnection connection)
    {
        byte[] buffer = new byte[4096];
        do
        {
            await connection.WriteAsync(Bytes);
        }
        while (await connection.Stream.ReadAsync(buffer) > 0);
    }
}
