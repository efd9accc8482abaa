using HealthFunctions.Checks;
using HealthFunctions.Testing;

namespace Infra.Tests;

/// <summary>Reads the examples of the types of the families.</summary>
internal static class FamilyExamples
{
    public static IReadOnlyList<FamilyExample> All { get; } = Read();

    /// <summary>Writes the reference to a secret of the vault.</summary>
    public static string Reference(string secret) => $"@Microsoft.KeyVault(VaultName=kv-health;SecretName={secret})";

    private static FamilyExample[] Read()
    {
        string page = File.ReadAllText(Repository.Path("docs", "checks.md"));
        string[] core = [.. new HealthCheckTypes().Names];
        return
        [
            .. from block in page.Split("```ini\n").Skip(1)
               let lines = block[..block.IndexOf("```", StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
               let settings = lines.Select(line => line.Split('=', 2)).Select(line => (line[0].Split("__", 3)[2], line[1])).ToArray()
               let first = settings[0]
               where first.Item1 == "Type" && !core.Contains(first.Item2)
               select new FamilyExample(first.Item2, settings),
        ];
    }
}
