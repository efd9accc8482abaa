namespace FunctionsApp.Benchmarks;

internal static class Samples
{
    /// <summary>The middle one: other load on the machine shows in the tails.</summary>
    public static double Median(this IEnumerable<double> samples)
    {
        double[] ordered = [.. samples.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
