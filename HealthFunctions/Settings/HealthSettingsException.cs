using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Telemetry;

namespace HealthFunctions.Settings;

/// <summary>Tells that settings, options in code, or names of checks, are wrong: the app must not start.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It is thrown with all errors, and by nobody else.")]
public sealed class HealthSettingsException : Exception
{
    private const int LongestError = 2_000;

    /// <summary>Makes the exception of all errors at once.</summary>
    /// <param name="errors">Each with its full key, what was given and what is allowed.</param>
    internal HealthSettingsException(IEnumerable<string> errors)
        : this([.. errors.Select(error => SingleLine.Of(error, LongestError))])
    {
    }

    private HealthSettingsException(string[] lines)
        : base(Describe(lines)) => Errors = lines;

    /// <summary>Gets everything that is wrong, each with its full key, what was given and what is allowed.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>
    /// Returns the message alone: this is what a host that does not start prints. The stack, which is that of the container that
    /// made the services, says nothing about settings.
    /// </summary>
    public override string ToString() => Message;

    private static string Describe(string[] errors) =>
        $"The settings are wrong ({errors.Length}):{string.Concat(errors.Select(error => $"{Environment.NewLine}  {error}"))}";
}
