using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace HealthFunctions.Checks.Redis;

/// <summary>
/// Opens the connections of one client, and closes them. The client would connect anew by itself, at once and later, and go on
/// until its own timeout: here it connects to each server once, and no more when that is over.
/// </summary>
/// <param name="proxy">The tunnel that the connection string asks for; null for none.</param>
/// <param name="time">The clock that attempts wait by.</param>
internal sealed class RedisConnections(Tunnel? proxy, TimeProvider time) : Tunnel, IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _begin = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<EndPoint> _servers = [];
    private readonly List<Socket> _sockets = [];
    private bool _hasEnded;

    /// <summary>Tells the client to make no socket of its own.</summary>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) => default;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes of the stream; the socket is kept for the end.")]
    public override async ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        await _begin.Task.WaitAsync(_end.Token).ConfigureAwait(false);
        if (!IsFirst(endpoint))
        {
            // An attempt that fails would hide why the first one did.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, _end.Token).ConfigureAwait(false);
        }

        EndPoint address = proxy is null ? endpoint : await proxy.GetSocketConnectEndpointAsync(endpoint, _end.Token).ConfigureAwait(false) ?? endpoint;
        Socket opened = await ConnectAsync(address, _end.Token).ConfigureAwait(false);
        Keep(opened);
        Stream? stream = proxy is null ? null : await proxy.BeforeAuthenticateAsync(endpoint, connectionType, opened, _end.Token).ConfigureAwait(false);
        return stream ?? new NetworkStream(opened, ownsSocket: true);
    }

    /// <summary>Lets the client connect.</summary>
    public void Begin() => _begin.TrySetResult();

    /// <summary>Ends all connections and attempts, now.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
        }

        _end.Cancel();
        _sockets.ForEach(socket => socket.Dispose());
        _end.Dispose();
    }

    private async Task<Socket> ConnectAsync(EndPoint address, CancellationToken cancellationToken)
    {
        if (address is DnsEndPoint host)
        {
            return await new HappyEyeballs(time).ConnectAsync(host, cancellationToken).ConfigureAwait(false);
        }

        Socket socket = address.AddressFamily == AddressFamily.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsFirst(EndPoint server)
    {
        lock (_gate)
        {
            return _servers.Add(server);
        }
    }

    private void Keep(Socket socket)
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _sockets.Add(socket);
                return;
            }
        }

        socket.Dispose();
    }
}
