namespace HealthFunctions.Settings;

/// <summary>Tells keys that are probably misspelled from keys that mean something else.</summary>
internal static class Misspelling
{
    /// <summary>
    /// Finds the known key that a given one probably means: one letter in three or four is wrong, missing, superfluous or
    /// swapped with the next one, at most two in all. Compared without case.
    /// </summary>
    /// <returns>The known key, or null where none is near.</returns>
    public static string? Find(string given, IEnumerable<string> known) =>
        known.FirstOrDefault(key => Distance(given.ToUpperInvariant(), key.ToUpperInvariant()) <= Math.Clamp(key.Length / 3, 1, 2));

    /// <summary>Counts the edits between two texts: the optimal string alignment distance.</summary>
    private static int Distance(string one, string two)
    {
        int[][] distance = [.. Enumerable.Range(0, one.Length + 1).Select(_ => new int[two.Length + 1])];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= two.Length; j++)
            {
                distance[i][j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(distance[i - 1][j], distance[i][j - 1]) + 1,
                        distance[i - 1][j - 1] + (one[i - 1] == two[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1])
                {
                    distance[i][j] = Math.Min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }

        return distance[^1][^1];
    }
}
