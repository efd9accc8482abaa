using HealthFunctions.Settings;

namespace HealthFunctions.Engine;

/// <summary>Holds the limits of the engine.</summary>
/// <param name="options">The options of the app, settings included.</param>
internal sealed class EngineSettings(HealthFunctionsOptions options)
{
    /// <summary>Gets the limit of one whole call.</summary>
    public TimeSpan Deadline { get; } = options.Deadline;

    /// <summary>Gets how many runs may be under way at once in one process.</summary>
    public int MaxConcurrency { get; } = options.MaxConcurrency;

    /// <summary>Gets whether the minimum of the thread pool is raised by the number of runs under way.</summary>
    public bool ReserveThreads { get; } = options.ReserveThreads;

    /// <summary>Gets for how long a stop of the app first answers groups with ERROR, and serves on.</summary>
    public TimeSpan Drain { get; } = TimeSpan.FromSeconds(options.DrainSeconds);
}
