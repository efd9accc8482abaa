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
        RedisClient? client = _client;
        bool isKept = client is not null;
        _client = null;
        try
        {
            client ??= await RedisClient.ConnectAsync(options.ConnectionString!, time, trust, cancellationToken).ConfigureAwait(false);
            await client.PingAsync(cancellationToken).ConfigureAwait(false);
            (_client, client) = (client, null);
            return HealthCheckResult.Healthy();
        }
        catch (RedisConnectionException) when (isKept && !cancellationToken.IsCancellationRequested)
        {
            // It broke while nobody used it, as it does where the server was started anew.
            return await CheckHealthAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisException error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(RedisFailure.ReasonOf(error), error.Message, error);
        }
        finally
        {
            client?.Dispose();
        }
    }

    public void Dispose() => _client?.Dispose();
}
