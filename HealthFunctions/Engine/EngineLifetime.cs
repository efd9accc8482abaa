using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Engine;

/// <summary>Ties the engine to its host: wrong settings stop the start, and a stop begins with answers for all who wait.</summary>
internal sealed class EngineLifetime(HealthCheckEngine engine) : IHostedLifecycleService
{
    /// <summary>Nothing: that the engine could be made for this constructor is the validation.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => engine.StopAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
