namespace HealthFunctions.Checks;

/// <summary>Holds the options of a check that is registered in code.</summary>
internal abstract class CodeOptions
{
    /// <summary>Gets everything that is wrong with the options, each with the name of the check and the property.</summary>
    public abstract IReadOnlyList<string> Errors { get; }

    /// <summary>Gets the options.</summary>
    public abstract object Options { get; }
}
