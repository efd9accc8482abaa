using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Engine;

/// <summary>Starts and stops the engine with its host: wrong settings stop the start, and a stop first answers all callers.</summary>
internal sealed class EngineLifetime(HealthCheckEngine engine) : IHostedLifecycleService
{
    /// <summary>Does nothing: the settings were validated when the engine was made for this constructor.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await engine.DrainAsync(cancellationToken).ConfigureAwait(false);
        await engine.StopAsync().ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
