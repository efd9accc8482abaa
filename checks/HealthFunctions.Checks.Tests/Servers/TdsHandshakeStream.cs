namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents the stream of a TLS handshake, whose bytes are in messages of SQL Server's protocol until it is over.</summary>
internal sealed class TdsHandshakeStream(Stream inner) : Stream
{
    private const byte PreLogin = 18;
    private ReadOnlyMemory<byte> _read;

    /// <summary>Gets or sets whether the handshake is over: what follows is in no message.</summary>
    public bool IsOver { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read.IsEmpty && IsOver)
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }

        if (_read.IsEmpty)
        {
            (_, _read) = await TdsPacket.ReadAsync(inner);
        }

        int count = Math.Min(buffer.Length, _read.Length);
        _read[..count].CopyTo(buffer);
        _read = _read[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsOver)
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        else
        {
            await TdsPacket.WriteAsync(inner, PreLogin, buffer.ToArray());
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
