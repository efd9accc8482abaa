using System.Net.Sockets;
using NATS.Client.Core;

namespace HealthFunctions.Checks.Nats;

/// <summary>Gives the client a socket that is connected already, once.</summary>
/// <param name="socket">The socket, which its owner disposes of too.</param>
internal sealed class NatsSocket(Socket socket) : INatsSocketConnectionFactory, INatsTlsUpgradeableSocketConnection
{
    /// <summary>Limits what the server may send, which is some kilobytes: the client keeps a line that does not end, however long it is.</summary>
    private const int MostBytes = 1024 * 1024;

    private static readonly byte[] Greeting = [.. "INFO "u8];

    private bool _isTaken;
    private int _received;
    private long _all;

    public Socket Socket => socket;

    /// <summary>Gets whether the server does not begin as NATS does, or sends without end.</summary>
    public bool IsOtherProtocol { get; private set; }

    public ValueTask<INatsSocketConnection> ConnectAsync(Uri uri, NatsOpts opts, CancellationToken cancellationToken)
    {
        // The client would connect again by itself.
        if (_isTaken)
        {
            throw new SocketException((int)SocketError.NotConnected);
        }

        _isTaken = true;
        return ValueTask.FromResult<INatsSocketConnection>(this);
    }

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer) => socket.SendAsync(buffer, SocketFlags.None);

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        int read = await socket.ReceiveAsync(buffer, SocketFlags.None).ConfigureAwait(false);
        for (int i = 0; i < read && _received < Greeting.Length; i++)
        {
            // The client would read on, for a line that it knows.
            if (char.ToUpperInvariant((char)buffer.Span[i]) != Greeting[_received++])
            {
                IsOtherProtocol = true;
                throw new IOException("The first line of the server is not that of NATS.");
            }
        }

        if ((_all += read) > MostBytes)
        {
            IsOtherProtocol = true;
            throw new IOException("The server sends more than a run of the check can need.");
        }

        return read;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
