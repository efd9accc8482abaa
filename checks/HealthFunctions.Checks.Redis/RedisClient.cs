using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace HealthFunctions.Checks.Redis;

/// <summary>Represents a client that is connected, and does nothing between two calls.</summary>
internal sealed class RedisClient : IDisposable
{
    private readonly ConnectionMultiplexer _client;
    private readonly RedisConnections _connections;
    private readonly IServer[] _servers;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing;

    private RedisClient(ConnectionMultiplexer client, RedisConnections connections)
    {
        (_client, _connections) = (client, connections);
        _servers = [.. client.GetEndPoints(configuredOnly: true).Select(server => client.GetServer(server))];
        _missing = _servers.Length;
        _client.ConnectionRestored += OnConnected;
        _client.ConnectionFailed += OnFailed;
    }

    /// <summary>Connects to all servers of a connection string, and signs in.</summary>
    /// <param name="connectionString">A valid connection string.</param>
    /// <param name="time">The clock that attempts wait by.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    /// <param name="cancellationToken">Ends all attempts.</param>
    /// <exception cref="RedisException">A server cannot be connected to, or refuses to serve.</exception>
    public static async Task<RedisClient> ConnectAsync(
        string connectionString, TimeProvider time, X509ChainPolicy? trust, CancellationToken cancellationToken)
    {
        ConfigurationOptions settings = RedisClientSettings.Create(connectionString, trust);
        RedisConnections connections = new(settings.Tunnel, time);
        settings.Tunnel = connections;
        RedisClient? client = null;
        RedisClient? failed = null;
        try
        {
            client = failed = new RedisClient(await ConnectionMultiplexer.ConnectAsync(settings).ConfigureAwait(false), connections);
            connections.Begin();
            await client._connected.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            failed = null;
            return client;
        }
        finally
        {
            failed?.Dispose();
            if (client is null)
            {
                connections.Dispose();
            }
        }
    }

    /// <summary>Asks each server for an answer to PING.</summary>
    /// <exception cref="RedisException">A server does not answer, or refuses to.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        foreach (IServer server in _servers)
        {
            await server.PingAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        // First, so that the client has nobody to say goodbye to, which it would wait for.
        _connections.Dispose();
        _client.Dispose();
    }

    private void OnConnected(object? sender, ConnectionFailedEventArgs connected)
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _connected.TrySetResult();
        }
    }

    private void OnFailed(object? sender, ConnectionFailedEventArgs failed) =>
        _connected.TrySetException(failed.Exception as RedisException
            ?? new RedisConnectionException(failed.FailureType, CommandFlags.None, "The connection failed.", failed.Exception));
}
