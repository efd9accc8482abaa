using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>
/// Makes the health check that settings describe on its first run, and keeps it: its client and connections serve all runs.
/// </summary>
internal sealed class ConfiguredHealthCheck(IServiceProvider services, Func<IServiceProvider, IHealthCheck> factory) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private IHealthCheck? _instance;

    public IHealthCheck GetOrCreate()
    {
        lock (_lock)
        {
            return _instance ??= factory(services);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_instance is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        }
        else if (_instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
