using System.Diagnostics;
using HealthFunctions.Telemetry;

namespace HealthFunctions.Engine;

/// <summary>
/// Puts code on another thread, such as that of a timer, into the context of a run: its activity is the current one, and log
/// lines bear the name of the check. Disposing of it restores the context before.
/// </summary>
internal readonly struct RunContext : IDisposable
{
    private readonly Activity? _before;
    private readonly IDisposable? _logScope;

    public RunContext(SharedCheck check, RunActivity? activity)
    {
        _before = Activity.Current;
        activity?.Enter();
        _logScope = check.Services.Logger.BeginScope(check.LogScope);
    }

    public void Dispose()
    {
        _logScope?.Dispose();
        Activity.Current = _before;
    }
}
