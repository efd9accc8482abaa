namespace FunctionsApp.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Theirs">The baseline's figure, from the same run.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Limit">What the ratio must not exceed; or must reach, where more is better; null where nothing is promised.</param>
/// <param name="MoreIsBetter">Whether a large ratio is the good one.</param>
internal sealed record Row(string What, double Ours, double Theirs, string Unit, double? Limit, bool MoreIsBetter = false)
{
    public double Ratio => Ours / Theirs;

    public bool Holds => Limit is null || (MoreIsBetter ? Ratio >= Limit : Ratio <= Limit);

    public override string ToString()
    {
        string promise = Limit is null ? "|  |  |" : $"| {(MoreIsBetter ? "≥" : "≤")} {Limit:0.00#} | {(Holds ? "yes" : "NO")} |";
        return $"| {What} | {Ours:0.##} {Unit} | {Theirs:0.##} {Unit} | {Ratio:0.00#} {promise}";
    }
}
