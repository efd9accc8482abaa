using System.Collections;
using HealthFunctions.Checks.Azure.Messaging;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Peeks at the first message of a queue or subscription, and asks for its counts where they have a limit. No message is locked or received.</summary>
/// <param name="service">The namespace.</param>
/// <param name="entity">The path of the queue or subscription.</param>
/// <param name="counts">Asks for the counts; null where they have no limit.</param>
/// <param name="backlog">The limits.</param>
/// <param name="time">The clock that the age of a message is by.</param>
internal sealed class ServiceBusHealthCheck(MessagingService service, string entity, EntityCounts? counts, Backlog backlog, TimeProvider time) : IHealthCheck, IDisposable
{
    /// <summary>Limits how many messages are passed over that are deferred or scheduled.</summary>
    private const int MostPeeks = 32;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose()
    {
        counts?.Dispose();
        service.Dispose();
    }

    private async Task<HealthCheckResult> ProbeAsync(AmqpClient client, CancellationToken cancellationToken)
    {
        string node = $"{entity}/$management";
        await AuthorizeAsync(client, node, cancellationToken).ConfigureAwait(false);
        AmqpNode management = await client.AttachAsync(node, cancellationToken).ConfigureAwait(false);
        PeekedMessage? message = await PeekAsync(client, management, 1, cancellationToken).ConfigureAwait(false);
        TimeSpan? oldest = backlog is { OldestWarnAbove: null, OldestErrorAbove: null }
            ? null
            : await AgeAsync(client, management, message, cancellationToken).ConfigureAwait(false);
        (long? length, long? deadLetters) = counts is null ? (null, null) : await counts.GetAsync(cancellationToken).ConfigureAwait(false);
        return backlog.Judge(length, oldest, deadLetters);
    }

    /// <summary>Shows the token to the node that keeps it for the connection.</summary>
    private async Task AuthorizeAsync(AmqpClient client, string node, CancellationToken cancellationToken)
    {
        string token = await service.Credential.GetTokenAsync(service.ResourceOf("amqps", entity), cancellationToken).ConfigureAwait(false);
        AmqpNode tokens = await client.AttachAsync("$cbs", cancellationToken).ConfigureAwait(false);
        using AmqpMessage request = AmqpMessage.Create(new AmqpValue { Value = token });
        request.ApplicationProperties.Map["operation"] = "put-token";
        request.ApplicationProperties.Map["type"] = service.Credential.TokenType;
        request.ApplicationProperties.Map["name"] = service.ResourceOf("amqps", node);
        await client.AskAsync(tokens, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the age of the first message that waits for nothing but a receiver.</summary>
    private async Task<TimeSpan?> AgeAsync(AmqpClient client, AmqpNode management, PeekedMessage? message, CancellationToken cancellationToken)
    {
        for (int peeks = 1; message is { IsActive: false }; peeks++)
        {
            message = peeks < MostPeeks
                ? await PeekAsync(client, management, message.SequenceNumber + 1, cancellationToken).ConfigureAwait(false)
                : null;
        }

        TimeSpan? age = time.GetUtcNow() - message?.EnqueuedAt;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    /// <returns>Null where there is none.</returns>
    private static async Task<PeekedMessage?> PeekAsync(AmqpClient client, AmqpNode management, long from, CancellationToken cancellationToken)
    {
        using AmqpMessage request = AmqpMessage.Create(
            new AmqpValue { Value = new AmqpMap { [new MapKey("from-sequence-number")] = from, [new MapKey("message-count")] = 1 } });
        request.ApplicationProperties.Map["operation"] = "com.microsoft:peek-message";
        AmqpAnswer answer = await client.AskAsync(management, request, cancellationToken).ConfigureAwait(false);
        if (!answer.HasContent)
        {
            return null;
        }

        return answer.Body is { } body && body.TryGetValue(new MapKey("messages"), out IList messages)
            ? messages.Count == 0 ? null : PeekedMessage.Read(messages[0])
            : throw new MessagingException(HealthReason.UnexpectedAnswer, "The answer tells nothing of messages.");
    }
}
