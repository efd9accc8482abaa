using System.Net.Sockets;

namespace HealthFunctions.Checks.Smtp;

/// <summary>Represents a connection that knows whether the server has ended it: MailKit has one exception for that and for every other break of the protocol.</summary>
/// <param name="socket">The socket, which its owner closes.</param>
internal sealed class SmtpConnection(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    /// <summary>Gets whether the server has ended the connection.</summary>
    public bool IsEnded { get; private set; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        await ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        IsEnded |= read == 0 && buffer.Length > 0;
        return read;
    }
}
