namespace HealthFunctions.Settings;

/// <summary>
/// Declares the range of an option that is a duration, as <c>[Range]</c> does for a number. The docs, the JSON schema and the help
/// of a type of check are made of it; nothing reads it at run time.
/// </summary>
/// <param name="minimum">The shortest that is allowed, as settings have it: <c>1s</c>.</param>
/// <param name="maximum">The longest that is allowed: <c>366d</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string minimum, string maximum) : Attribute
{
    /// <summary>Gets the shortest that is allowed.</summary>
    public string Minimum { get; } = minimum;

    /// <summary>Gets the longest that is allowed.</summary>
    public string Maximum { get; } = maximum;
}
