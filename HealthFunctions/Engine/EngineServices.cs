using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>Holds what all checks of one engine share.</summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The semaphore has no wait handle, so there is nothing to free, and runs that outlive the engine release their slots.")]
internal sealed class EngineServices(
    IServiceScopeFactory scopes, TimeProvider time, EngineSettings settings, EngineMetrics metrics, ILogger logger)
{
    /// <summary>Gets the factory of the DI scope of each run.</summary>
    public IServiceScopeFactory Scopes { get; } = scopes;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Gets the concurrency limiter, which has a slot for each run that may be under way at once.</summary>
    public SemaphoreSlim ConcurrencyLimiter { get; } = new(settings.MaxConcurrency);

    /// <summary>Gets the reserve of threads for the runs; null where the thread pool is to be left alone.</summary>
    public ThreadReserve? ThreadReserve { get; } = settings.ReserveThreads ? ThreadReserve.Shared : null;

    /// <summary>Gets the engine's instruments.</summary>
    public EngineMetrics Metrics { get; } = metrics;

    /// <summary>Gets the engine's log. It never throws.</summary>
    public ILogger Logger { get; } = new SafeLogger(logger);

    /// <summary>Gets the count of the lines of changes of status that are still to be written to <see cref="Logger"/>.</summary>
    public PendingLines PendingLines { get; } = new();
}
