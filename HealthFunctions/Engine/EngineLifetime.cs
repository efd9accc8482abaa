using HealthFunctions.Settings;
using HealthFunctions.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HealthFunctions.Engine;

/// <summary>Starts and stops the engine with its host: wrong settings stop the start, and a stop first answers all callers.</summary>
internal sealed class EngineLifetime(HealthCheckEngine engine, HealthSettings settings, ILogger<HealthCheckEngine> logger)
    : IHostedLifecycleService
{
    private const int LongestLine = 2_000;

    /// <summary>Tells what is strange but not wrong: wrong settings threw when the engine was made for this constructor.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        ILogger log = new SafeLogger(logger);
        if (settings.ForeignKeys.Count > 0)
        {
            log.ForeignKeys(SingleLine.Of(string.Join(", ", settings.ForeignKeys), LongestLine));
        }

        string[] unroutable = [.. engine.Registry.All.Select(check => check.Registration.Name).Where(name => !RouteName.IsAllowed(name))];
        if (unroutable.Length > 0)
        {
            log.UnroutableNames(SingleLine.Of(string.Join(", ", unroutable.Select(name => $"'{name}'")), LongestLine));
        }

        return Task.CompletedTask;
    }

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
