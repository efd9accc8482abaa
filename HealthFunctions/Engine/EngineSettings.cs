using HealthFunctions.Settings;

namespace HealthFunctions.Engine;

/// <summary>Holds the settings of the engine.</summary>
/// <param name="app">The section <c>HealthFunctions</c>.</param>
internal sealed class EngineSettings(SettingsSection app)
{
    /// <summary>Gets the limit of one whole call.</summary>
    /// <value>The default is 10 seconds; 1 ms to 5 min.</value>
    public TimeSpan Deadline { get; } =
        app.GetTimeSpan("Deadline", TimeSpan.FromSeconds(10), CheckPolicy.ShortestTimeout, CheckPolicy.LongestTimeout);

    /// <summary>Gets how many runs may be under way at once in one process.</summary>
    /// <value>The default is 64; 1 to 10,000.</value>
    public int MaxConcurrency { get; } = app.GetInt32("MaxConcurrency", 64, 1, 10_000);

    /// <summary>Gets whether the minimum of the thread pool is raised by the number of runs under way.</summary>
    /// <value>The default is true.</value>
    public bool ReserveThreads { get; } = app.GetBoolean("ReserveThreads", true);

    /// <summary>Gets for how long a stop of the app first answers groups with ERROR, and serves on.</summary>
    /// <value>The default is 0 seconds, no such time; up to 300.</value>
    public TimeSpan Drain { get; } = TimeSpan.FromSeconds(app.GetInt32("DrainSeconds", 0, 0, 300));
}
