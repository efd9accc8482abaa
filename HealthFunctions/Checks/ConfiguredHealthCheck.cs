using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>
/// Makes the health check that settings describe on its first run, and keeps it: its client and connections serve all runs.
/// </summary>
internal sealed class ConfiguredHealthCheck(IServiceProvider services, Func<IServiceProvider, IHealthCheck> factory) : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private volatile IHealthCheck? _instance;
    private int _disposed;

    /// <exception cref="ObjectDisposedException">The app has ended.</exception>
    public IHealthCheck GetOrCreate()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) == 1, this);
            return _instance ??= factory(services);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsDisposedOf())
        {
            return;
        }

        if (_instance is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        }
        else if (_instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }

    /// <exception cref="InvalidOperationException">The check is <see cref="IAsyncDisposable"/> only; the container says the same of its services.</exception>
    public void Dispose()
    {
        if (IsDisposedOf())
        {
            return;
        }

        if (_instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
        else if (_instance is IAsyncDisposable)
        {
            throw new InvalidOperationException(
                $"'{_instance.GetType()}' only implements IAsyncDisposable. Use DisposeAsync to dispose the services of the app.");
        }
    }

    /// <summary>Takes the disposal: the container disposes of what it has under two services twice. Without the lock: a factory may hang in it.</summary>
    private bool IsDisposedOf() => Interlocked.Exchange(ref _disposed, 1) == 1;
}
