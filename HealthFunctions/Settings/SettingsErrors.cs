namespace HealthFunctions.Settings;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class SettingsErrors
{
    private readonly List<string> _errors = [];

    public void Add(string error) => _errors.Add(error);

    public void AddRange(IEnumerable<string> found) => _errors.AddRange(found);

    /// <exception cref="HealthSettingsException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new HealthSettingsException([.. _errors]);
        }
    }
}
