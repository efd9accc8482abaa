using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace HealthFunctions.Checks.Redis;

/// <summary>Asks Redis servers for an answer to PING, on connections that are kept.</summary>
/// <param name="options">Which servers to ask; valid.</param>
/// <param name="time">The clock that attempts to connect wait by.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class RedisHealthCheck(RedisCheckOptions options, TimeProvider time, X509ChainPolicy? trust) : IHealthCheck, IDisposable
{
    /// <summary>The client of the last run, if that succeeded.</summary>
    private RedisClient? _client;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!await TryKeptAsync(cancellationToken).ConfigureAwait(false))
            {
                await PingAsync(await RedisClient.ConnectAsync(options.ConnectionString!, time, trust, cancellationToken).ConfigureAwait(false), cancellationToken)
                    .ConfigureAwait(false);
            }

            return HealthCheckResult.Healthy();
        }
        catch (RedisException error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(RedisFailure.ReasonOf(error), error.Message, error);
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task<bool> TryKeptAsync(CancellationToken cancellationToken)
    {
        if (_client is not { } kept)
        {
            return false;
        }

        _client = null;
        try
        {
            await PingAsync(kept, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RedisConnectionException) when (!cancellationToken.IsCancellationRequested)
        {
            // It broke while nobody used it, as it does where the server was started anew.
            return false;
        }
    }

    /// <summary>Asks, and keeps the client for the next run if that succeeds.</summary>
    private async Task PingAsync(RedisClient client, CancellationToken cancellationToken)
    {
        RedisClient? failed = client;
        try
        {
            await client.PingAsync(cancellationToken).ConfigureAwait(false);
            _client = client;
            failed = null;
        }
        finally
        {
            failed?.Dispose();
        }
    }
}
