using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Holds what Service Bus tells of a message that waits. What is in the message is not kept.</summary>
/// <param name="sequenceNumber">Its number.</param>
/// <param name="enqueuedAt">When it came.</param>
/// <param name="isActive">Whether it waits for a receiver, in contrast to one that is deferred or scheduled.</param>
internal sealed class PeekedMessage(long sequenceNumber, DateTimeOffset enqueuedAt, bool isActive)
{
    public long SequenceNumber => sequenceNumber;

    public DateTimeOffset EnqueuedAt => enqueuedAt;

    public bool IsActive => isActive;

    /// <summary>Reads one of the messages of an answer: a map with the message, as it is on the wire.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The codec throws much for bytes that are no message.")]
    public static PeekedMessage Read(object? item)
    {
        try
        {
            ArraySegment<byte> bytes = (ArraySegment<byte>)((AmqpMap)item!)[new MapKey("message")];
            AmqpNesting.Validate(bytes);
            using BufferListStream stream = new([bytes]);
            using AmqpMessage message = AmqpMessage.CreateAmqpStreamMessage(stream);
            Annotations annotations = message.MessageAnnotations.Map;
            DateTime enqueued = (DateTime)annotations["x-opt-enqueued-time"];
            object? state = annotations.TryGetValue("x-opt-message-state", out object? told) ? told : null;
            return new PeekedMessage(
                (long)annotations["x-opt-sequence-number"],
                new DateTimeOffset(DateTime.SpecifyKind(enqueued, DateTimeKind.Utc)),
                state is null || Convert.ToInt32(state, CultureInfo.InvariantCulture) == 0);
        }
        catch (Exception error)
        {
            throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer holds no message of Service Bus.", error);
        }
    }
}
