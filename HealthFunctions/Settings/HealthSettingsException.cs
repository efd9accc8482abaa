namespace HealthFunctions.Settings;

/// <summary>Settings, or names of checks, are wrong: the app must not start.</summary>
public sealed class HealthSettingsException : Exception
{
    /// <summary>An error without details.</summary>
    public HealthSettingsException()
        : this([])
    {
    }

    /// <summary>One error.</summary>
    /// <param name="message">What is wrong.</param>
    public HealthSettingsException(string message)
        : this([message])
    {
    }

    /// <summary>One error and its cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public HealthSettingsException(string message, Exception? innerException)
        : base(message, innerException) => Errors = [message];

    /// <summary>All errors at once.</summary>
    /// <param name="errors">Each with its full key, what was given and what is allowed.</param>
    public HealthSettingsException(IReadOnlyList<string> errors)
        : base(Describe(errors)) => Errors = errors;

    /// <summary>Everything that is wrong, each with its full key, what was given and what is allowed.</summary>
    public IReadOnlyList<string> Errors { get; }

    private static string Describe(IReadOnlyList<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return $"The settings are wrong ({errors.Count}):{string.Concat(errors.Select(error => $"{Environment.NewLine}  {error}"))}";
    }
}
