namespace HealthFunctions.Settings;

/// <summary>Tells names that are probably misspelled from names that mean something else.</summary>
internal static class Misspelling
{
    /// <summary>
    /// Finds the known name that a given one probably means: one letter in three or four is wrong, missing, superfluous or
    /// swapped with the next one, at most two in all. Compared without case.
    /// </summary>
    /// <returns>The nearest known name, or null where none is near.</returns>
    public static string? Find(string given, IEnumerable<string> known) => (
        from name in known
        let limit = Math.Clamp(name.Length / 3, 1, 2)
        where Math.Abs(given.Length - name.Length) <= limit
        let distance = Distance(given.ToUpperInvariant(), name.ToUpperInvariant())
        where distance <= limit
        orderby distance
        select name).FirstOrDefault();

    /// <summary>Makes the words for an error: <c> (did you mean Url?)</c>, or none where no known name is near.</summary>
    public static string Suggest(string given, IEnumerable<string> known) =>
        Find(given, known) is { } meant ? $" (did you mean {meant}?)" : string.Empty;

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
