using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Testing;

/// <summary>Starts a TCP server that plays one script on each connection, byte for byte.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<ScriptedConnection> _connections = [];
    private readonly Task _accepting;

    /// <param name="script">What happens on a connection. At its end the connection is closed.</param>
    public ScriptedServer(Func<ScriptedConnection, Task> script)
    {
        _listener.Start();
        _accepting = AcceptAsync(script);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Gets the URL, with a slash at its end.</summary>
    public string Url => $"http://{Address}/";

    /// <summary>Gets the requests so far, of all connections.</summary>
    public int Requests => _connections.Sum(connection => connection.Requests.Count);

    /// <summary>Gets the connections so far, in their order.</summary>
    public IReadOnlyList<ScriptedConnection> Connections => _connections;

    /// <summary>Takes no more connections. Those that are open stay so.</summary>
    public void StopListening() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        _connections.ForEach(connection => connection.Dispose());
    }

    private async Task AcceptAsync(Func<ScriptedConnection, Task> script)
    {
        try
        {
            while (true)
            {
                ScriptedConnection connection = new(await _listener.AcceptSocketAsync(), _connections.Count);
                _connections.Add(connection);
                _ = PlayAsync(script, connection);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private static async Task PlayAsync(Func<ScriptedConnection, Task> script, ScriptedConnection connection)
    {
        try
        {
            await script(connection);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The client has closed it.
        }
        finally
        {
            connection.Dispose();
        }
    }
}
