using System.Collections;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Peeks at the messages of a queue or subscription, or at its dead letters. No message is locked or received.</summary>
/// <param name="client">The connection.</param>
/// <param name="management">The node that peeks.</param>
internal sealed class MessageBrowser(AmqpClient client, AmqpNode management)
{
    /// <summary>Shows the token for what is peeked at, and attaches to its management.</summary>
    /// <param name="service">The namespace.</param>
    /// <param name="client">The connection.</param>
    /// <param name="entity">The path of the queue or subscription, which the token is for.</param>
    /// <param name="subqueue">What is peeked at below it, such as <c>/$deadletterqueue</c>; empty for its own messages.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    public static async Task<MessageBrowser> OpenAsync(
        MessagingService service, AmqpClient client, string entity, string subqueue, CancellationToken cancellationToken)
    {
        string node = $"{entity}{subqueue}/$management";
        string token = await service.Credential.GetTokenAsync(service.ResourceOf("amqps", entity), cancellationToken).ConfigureAwait(false);
        AmqpNode tokens = await client.AttachAsync("$cbs", cancellationToken).ConfigureAwait(false);
        using AmqpMessage request = AmqpMessage.Create(new AmqpValue { Value = token });
        request.ApplicationProperties.Map["operation"] = "put-token";
        request.ApplicationProperties.Map["type"] = service.Credential.TokenType;
        request.ApplicationProperties.Map["name"] = service.ResourceOf("amqps", node);
        await client.AskAsync(tokens, request, cancellationToken).ConfigureAwait(false);
        return new MessageBrowser(client, await client.AttachAsync(node, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Peeks at messages in their order.</summary>
    /// <param name="from">The lowest sequence number.</param>
    /// <param name="most">The most messages. The service may tell fewer, though there are more.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    /// <returns>None where there are none.</returns>
    public async Task<IReadOnlyList<PeekedMessage>> PeekAsync(long from, int most, CancellationToken cancellationToken)
    {
        using AmqpMessage request = AmqpMessage.Create(
            new AmqpValue { Value = new AmqpMap { [new MapKey("from-sequence-number")] = from, [new MapKey("message-count")] = most } });
        request.ApplicationProperties.Map["operation"] = "com.microsoft:peek-message";
        AmqpAnswer answer = await client.AskAsync(management, request, cancellationToken).ConfigureAwait(false);
        if (!answer.HasContent)
        {
            return [];
        }

        return answer.Body is { } body && body.TryGetValue(new MapKey("messages"), out IList messages)
            ? [.. messages.Cast<object?>().Select(PeekedMessage.Read)]
            : throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer tells nothing of messages.");
    }
}
