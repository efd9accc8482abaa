namespace HealthFunctions.Settings;

/// <summary>Collects what is wrong, so that all of it can be told at once.</summary>
internal sealed class SettingsErrors
{
    private readonly List<string> errors = [];

    public void Add(string error) => errors.Add(error);

    public void AddRange(IEnumerable<string> found) => errors.AddRange(found);

    /// <exception cref="HealthSettingsException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
        {
            throw new HealthSettingsException([.. errors]);
        }
    }
}
