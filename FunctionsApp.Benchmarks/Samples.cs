namespace FunctionsApp.Benchmarks;

internal static class Samples
{
    /// <summary>The middle one: other load on the machine shows in the tails.</summary>
    public static double Median(this IEnumerable<double> samples)
    {
        double[] ordered = [.. samples.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    /// <summary>The least one that so great a part of all does not exceed.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="part">Above 0, up to 1.</param>
    public static double Percentile(this IReadOnlyCollection<double> samples, double part) =>
        samples.Order().ElementAt((int)Math.Ceiling(part * samples.Count) - 1);
}
