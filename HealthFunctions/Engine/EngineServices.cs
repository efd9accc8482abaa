using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>What all checks of one engine share.</summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The semaphore has no wait handle, so there is nothing to free, and runs that outlive the engine release their slots.")]
internal sealed class EngineServices(
    IServiceScopeFactory scopes, TimeProvider time, int maxConcurrency, EngineMetrics metrics, ILogger logger)
{
    /// <summary>Makes the DI scope of each run.</summary>
    public IServiceScopeFactory Scopes { get; } = scopes;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Holds a slot for each run that may be under way at once.</summary>
    public SemaphoreSlim ConcurrencyLimiter { get; } = new(maxConcurrency);

    /// <summary>The engine's instruments.</summary>
    public EngineMetrics Metrics { get; } = metrics;

    /// <summary>The engine's log. It never throws.</summary>
    public ILogger Logger { get; } = new SafeLogger(logger);
}
