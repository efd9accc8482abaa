using System.Net.Sockets;

namespace HealthFunctions.Checks;

/// <summary>Represents a connection that knows whether the server has ended it: clients throw much the same for that and for an answer that breaks the protocol.</summary>
/// <param name="socket">The socket.</param>
/// <param name="ownsSocket">Whether the connection closes the socket.</param>
/// <param name="most">How many bytes it takes: clients keep a line that does not end, however long it is.</param>
internal sealed class WatchedStream(Socket socket, bool ownsSocket, long most = long.MaxValue) : NetworkStream(socket, ownsSocket)
{
    private long _received;

    /// <summary>Gets whether the server has sent more than is taken.</summary>
    public bool IsTooLong => _received > most;

    /// <summary>Gets whether the server has ended the connection.</summary>
    public bool IsEnded { get; private set; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        await ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        IsEnded |= read == 0 && buffer.Length > 0;
        _received += read;
        return IsTooLong ? throw new IOException("The server sends more than a run of the check can need.") : read;
    }
}
