using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Sends and receives the frames of AMQP 1.0 on a stream. It reads no byte more than it was asked for.</summary>
/// <param name="stream">The stream, which its owner disposes of.</param>
internal sealed class AmqpFrames(Stream stream)
{
    /// <summary>The longest frame that is taken, which the server is told.</summary>
    public const int MaxSize = 65_536;

    private const int HeaderSize = 8;

    /// <summary>The byte of the header that tells where the body begins, in words of four bytes.</summary>
    private const int BodyOffset = 4;

    /// <summary>Tells the server which protocol comes next, and waits until it tells the same.</summary>
    /// <param name="protocol">The protocol: 0 for AMQP, 3 for SASL.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    public async Task ExchangeHeaderAsync(byte protocol, CancellationToken cancellationToken)
    {
        byte[] header = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', protocol, 1, 0, 0];
        await stream.WriteAsync(header, cancellationToken).ConfigureAwait(false);
        byte[] answer = new byte[HeaderSize];
        await stream.ReadExactlyAsync(answer, cancellationToken).ConfigureAwait(false);
        if (!answer.AsSpan(0, 4).SequenceEqual(header.AsSpan(0, 4)))
        {
            throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is not AMQP.");
        }

        if (!answer.AsSpan().SequenceEqual(header))
        {
            throw new MessagingException(HealthReason.UnexpectedAnswer, "The server does not speak AMQP 1.0 with SASL.");
        }
    }

    public async Task SendAsync(FrameType type, Performative command, CancellationToken cancellationToken, ReadOnlyMemory<byte> payload = default)
    {
        using ByteBuffer encoded = Frame.EncodeCommand(type, 0, command, payload.Length);
        byte[] bytes = [.. encoded.Buffer.AsSpan(encoded.Offset, encoded.Length), .. payload.Span];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Receives the next frame that says something: an empty one keeps a connection alive.</summary>
    public async Task<AmqpFrame> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            byte[] header = new byte[HeaderSize];
            await stream.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
            int size = BinaryPrimitives.ReadInt32BigEndian(header);
            if (size is < HeaderSize or > MaxSize)
            {
                throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is not AMQP.");
            }

            byte[] bytes = new byte[size];
            header.CopyTo(bytes, 0);
            await stream.ReadExactlyAsync(bytes.AsMemory(HeaderSize), cancellationToken).ConfigureAwait(false);
            int body = bytes[BodyOffset] * 4;
            if (body < HeaderSize || body > size)
            {
                throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is not AMQP.");
            }

            // What follows the command is a part of a message.
            AmqpNesting.Validate(bytes.AsSpan(body), most: 1);
            if (Decode(bytes) is { } frame)
            {
                return frame;
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The codec throws much for bytes that are no frame.")]
    private static AmqpFrame? Decode(byte[] bytes)
    {
        try
        {
            using ByteBuffer buffer = new(bytes, 0, bytes.Length);
            using Frame frame = new();
            frame.Decode(buffer);
            return frame.Command is { } command ? new AmqpFrame(command, frame.Payload) : null;
        }
        catch (Exception error)
        {
            throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is not AMQP.", error);
        }
    }
}
