namespace HealthFunctions.Settings;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class SettingsErrors
{
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Adds an error; one that is known already, because a key was read twice, is added once.</summary>
    public void Add(string error)
    {
        if (_known.Add(error))
        {
            _errors.Add(error);
        }
    }

    public void AddRange(IEnumerable<string> found)
    {
        foreach (string error in found)
        {
            Add(error);
        }
    }

    /// <exception cref="HealthSettingsException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new HealthSettingsException(_errors);
        }
    }
}
