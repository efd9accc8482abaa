using System.Net.Sockets;
using NATS.Client.Core;

namespace HealthFunctions.Checks.Nats;

/// <summary>Gives the client a socket that is connected already, once.</summary>
/// <param name="socket">The socket, which its owner disposes of too.</param>
internal sealed class NatsSocket(Socket socket) : INatsSocketConnectionFactory, INatsTlsUpgradeableSocketConnection
{
    private static readonly byte[] Greeting = [.. "INFO "u8];

    private bool _isTaken;
    private int _received;

    public Socket Socket => socket;

    /// <summary>Gets whether the server does not begin as NATS does.</summary>
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

        return read;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
