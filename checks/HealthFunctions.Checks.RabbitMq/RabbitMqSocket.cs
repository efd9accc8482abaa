using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>
/// Opens the socket of one connection, to whichever address of the host answers first, with TLS on it if asked to, and can close it
/// at any time.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="tls">How to authenticate the server; null for a connection without TLS.</param>
/// <param name="time">The clock that attempts wait by.</param>
internal sealed class RabbitMqSocket(DnsEndPoint host, SslClientAuthenticationOptions? tls, TimeProvider time) : ITcpClient
{
    private readonly Lock _gate = new();
    private Socket? _socket;
    private Stream? _stream;
    private bool _isClosed;

    public Socket Client => _socket ?? throw new InvalidOperationException("The socket is not connected.");

    public bool Connected => _socket?.Connected ?? false;

    public TimeSpan ReceiveTimeout
    {
        get => TimeSpan.FromMilliseconds(Client.ReceiveTimeout);
        set => Client.ReceiveTimeout = (int)value.TotalMilliseconds;
    }

    /// <summary>Connects to the host. The client offers one address of each family; all are tried here.</summary>
    public async Task ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken = default)
    {
        Keep(await new HappyEyeballs(time).ConnectAsync(host, cancellationToken).ConfigureAwait(false));
        NetworkStream stream = new(Client);
        _stream = tls is null ? stream : await AuthenticateAsync(stream, tls, cancellationToken).ConfigureAwait(false);
    }

    public NetworkStream GetStream() => new RabbitMqStream(Client, _stream!);

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _socket?.Dispose();
        }
    }

    public void Dispose() => Close();

    private static async Task<Stream> AuthenticateAsync(NetworkStream connection, SslClientAuthenticationOptions tls, CancellationToken cancellationToken)
    {
        SslStream stream = new(connection);
        try
        {
            await stream.AuthenticateAsClientAsync(tls, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Keep(Socket socket)
    {
        lock (_gate)
        {
            _socket = socket;
            if (_isClosed)
            {
                socket.Dispose();
            }
        }
    }
}
