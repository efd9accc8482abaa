using System.Net.Sockets;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>
/// Represents a connection, with or without TLS, whose end is an exception. The client, which finds half a frame and then the end,
/// would wait for the rest without end, and keep a processor busy.
/// </summary>
/// <param name="socket">The socket, which its owner disposes of.</param>
/// <param name="stream">What is read and written: the stream of the socket, or TLS on it.</param>
internal sealed class RabbitMqStream(Socket socket, Stream stream) : NetworkStream(socket)
{
    /// <exception cref="EndOfStreamException">The server has ended the connection.</exception>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        await ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);

    /// <exception cref="EndOfStreamException">The server has ended the connection.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return read > 0 || buffer.Length == 0 ? read : throw new EndOfStreamException("The server ended the connection.");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        stream.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        stream.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
