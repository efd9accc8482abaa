using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Sasl;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>
/// Asks nodes of an AMQP 1.0 server on one connection, one step after the other: it has no loop, no timer and no retry, and a token
/// ends it wherever it waits.
/// </summary>
/// <remarks>Of Microsoft.Azure.Amqp it uses the types and their encoding. That library's own connection goes on after its caller has gone.</remarks>
/// <param name="stream">The connection, which its owner disposes of.</param>
/// <param name="host">The name of the host, by which the service finds the namespace.</param>
internal sealed class AmqpClient(Stream stream, string host)
{
    /// <summary>The longest answer that is taken.</summary>
    private const int MaxAnswer = 8 * 1024 * 1024;

    private const uint Window = 2048;

    /// <summary>The name by which the services know that tokens come later, by their node <c>$cbs</c>.</summary>
    private const string Mechanism = "MSSBCBS";

    private readonly AmqpFrames _frames = new(stream);
    private readonly string _id = $"HealthFunctions-{Guid.NewGuid():N}";

    private uint _nextHandle;
    private uint _nextDelivery;
    private uint _nextIncoming;

    /// <summary>Opens the connection and its session.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _frames.ExchangeHeaderAsync(protocol: 3, cancellationToken).ConfigureAwait(false);
        await ExpectAsync<SaslMechanisms>(cancellationToken).ConfigureAwait(false);
        await _frames.SendAsync(FrameType.Sasl, new SaslInit { Mechanism = Mechanism, HostName = host }, cancellationToken).ConfigureAwait(false);
        SaslOutcome outcome = await ExpectAsync<SaslOutcome>(cancellationToken).ConfigureAwait(false);
        if (outcome.OutcomeCode is not SaslCode.Ok)
        {
            throw outcome.OutcomeCode is SaslCode.Auth
                ? new MessagingException(HealthReason.Authentication, "The service did not let the client in.")
                : new MessagingException(HealthReason.Unavailable, "The service cannot let the client in now.");
        }

        await _frames.ExchangeHeaderAsync(protocol: 0, cancellationToken).ConfigureAwait(false);
        await SendAsync(new Open { ContainerId = _id, HostName = host, MaxFrameSize = AmqpFrames.MaxSize, ChannelMax = 0 }, cancellationToken).ConfigureAwait(false);
        await ExpectAsync<Open>(cancellationToken).ConfigureAwait(false);
        await SendAsync(new Begin { NextOutgoingId = 0, IncomingWindow = Window, OutgoingWindow = Window, HandleMax = 255 }, cancellationToken).ConfigureAwait(false);
        _nextIncoming = (await ExpectAsync<Begin>(cancellationToken).ConfigureAwait(false)).NextOutgoingId ?? 0;
    }

    /// <summary>Attaches to a node that takes requests and answers them.</summary>
    /// <exception cref="MessagingException">The service does not let the client do so.</exception>
    public async Task<AmqpNode> AttachAsync(string address, CancellationToken cancellationToken)
    {
        AmqpNode node = new(_nextHandle, _nextHandle + 1, string.Create(CultureInfo.InvariantCulture, $"{_id}-{_nextHandle}"));
        _nextHandle += 2;
        const byte settled = 1;
        await SendAsync(
            new Attach
            {
                LinkName = $"{node.ReplyTo}-requests",
                Handle = node.Requests,
                Role = false,
                SndSettleMode = settled,
                Source = new Source { Address = node.ReplyTo },
                Target = new Target { Address = address },
                InitialDeliveryCount = 0,
            },
            cancellationToken).ConfigureAwait(false);
        await SendAsync(
            new Attach
            {
                LinkName = $"{node.ReplyTo}-answers",
                Handle = node.Answers,
                Role = true,
                SndSettleMode = settled,
                Source = new Source { Address = address },
                Target = new Target { Address = node.ReplyTo },
                MaxMessageSize = MaxAnswer,
            },
            cancellationToken).ConfigureAwait(false);
        // A link that is refused is attached, and ended at once.
        while (!node.IsReady)
        {
            switch ((await ReceiveAsync(cancellationToken).ConfigureAwait(false)).Command)
            {
                case Attach attach:
                    node.OnAttached(attach);
                    break;
                case Flow flow:
                    node.OnFlow(flow);
                    break;
            }
        }

        return node;
    }

    /// <summary>Sends a request to a node and waits for the answer.</summary>
    /// <exception cref="MessagingException">There is no answer, or one that tells of no success.</exception>
    public async Task<AmqpAnswer> AskAsync(AmqpNode node, AmqpMessage request, CancellationToken cancellationToken)
    {
        request.Properties.MessageId = (ulong)_nextDelivery;
        request.Properties.ReplyTo = node.ReplyTo;
        await SendAsync(
            new Flow
            {
                NextIncomingId = _nextIncoming,
                IncomingWindow = Window,
                NextOutgoingId = _nextDelivery,
                OutgoingWindow = Window,
                Handle = node.Answers,
                DeliveryCount = node.Received,
                LinkCredit = 1,
            },
            cancellationToken).ConfigureAwait(false);
        byte[] body = [.. request.GetPayload().SelectMany(segment => segment)];
        Transfer transfer = new()
        {
            Handle = node.Requests,
            DeliveryId = _nextDelivery,
            DeliveryTag = new ArraySegment<byte>(BitConverter.GetBytes(_nextDelivery)),
            MessageFormat = 0,
            Settled = true,
        };
        _nextDelivery++;
        await _frames.SendAsync(FrameType.Amqp, transfer, cancellationToken, body).ConfigureAwait(false);
        return Read(await ReceiveMessageAsync(node, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Tells the server that the client leaves. It does not wait for a farewell.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => SendAsync(new Close(), cancellationToken);

    private async Task<byte[]> ReceiveMessageAsync(AmqpNode node, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> message = new();
        while (true)
        {
            AmqpFrame frame = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (frame.Command is not Transfer transfer || !node.IsAnswer(transfer))
            {
                continue;
            }

            message.Write(frame.Payload);
            if (message.WrittenCount > MaxAnswer)
            {
                throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is longer than 8 MiB.");
            }

            if (transfer.More is not true)
            {
                node.Received++;
                return message.WrittenSpan.ToArray();
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The codec throws much for bytes that are no message.")]
    private static AmqpAnswer Read(byte[] bytes)
    {
        try
        {
            return AmqpAnswer.Read(bytes);
        }
        catch (Exception error) when (error is not MessagingException)
        {
            throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is not one of the service.", error);
        }
    }

    private Task SendAsync(Performative command, CancellationToken cancellationToken) => _frames.SendAsync(FrameType.Amqp, command, cancellationToken);

    private async Task<T> ExpectAsync<T>(CancellationToken cancellationToken)
        where T : Performative =>
        (await ReceiveAsync(cancellationToken).ConfigureAwait(false)).Command as T
            ?? throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer is not the one that AMQP has here.");

    /// <summary>Receives the next frame.</summary>
    /// <exception cref="MessagingException">The server has ended a link, the session or the connection.</exception>
    private async Task<AmqpFrame> ReceiveAsync(CancellationToken cancellationToken)
    {
        AmqpFrame frame = await _frames.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (frame.Command is Transfer)
        {
            _nextIncoming++;
        }

        return frame.Command switch
        {
            Detach detach => throw MessagingFailure.Of(detach.Error),
            End end => throw MessagingFailure.Of(end.Error),
            Close close => throw MessagingFailure.Of(close.Error),
            _ => frame,
        };
    }
}
