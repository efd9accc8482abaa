namespace HealthFunctions.Tests.Engine.Model;

/// <summary>An engine's checks and settings.</summary>
internal sealed record EngineSetup(ValueList<CheckSetup> Checks, TimeSpan Deadline, int MaxConcurrency)
{
    /// <summary>The group of all checks.</summary>
    public const string All = "all";

    /// <summary>The group of some checks, if there are any.</summary>
    public const string Some = "some";

    public static string NameOf(int check) => $"{(char)('a' + check)}";

    public override string ToString() =>
        $"  Deadline {Deadline}, MaxConcurrency {MaxConcurrency}\n{string.Concat(Checks.Select((check, number) => $"  {NameOf(number)}: {check}\n"))}";
}
