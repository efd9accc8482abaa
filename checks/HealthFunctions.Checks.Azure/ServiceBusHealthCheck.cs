using HealthFunctions.Checks.Azure.Messaging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>
/// Peeks at the first message of a queue or subscription, and counts its messages and dead letters where they have a limit. No message
/// is locked or received.
/// </summary>
/// <param name="service">The namespace.</param>
/// <param name="entity">The path of the queue or subscription.</param>
/// <param name="entityLength">Asks how many messages are active; null where they have no limit.</param>
/// <param name="backlog">The limits.</param>
/// <param name="time">The clock that the age of a message is by.</param>
internal sealed class ServiceBusHealthCheck(MessagingService service, string entity, EntityLength? entityLength, Backlog backlog, TimeProvider time)
    : IHealthCheck, IDisposable
{
    /// <summary>Limits how many messages are passed over that are deferred or scheduled.</summary>
    private const int MostPeeks = 32;

    /// <summary>Limits how many dead letters one answer tells: they come whole.</summary>
    private const int MostAtOnce = 100;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose()
    {
        entityLength?.Dispose();
        service.Dispose();
    }

    private async Task<HealthCheckResult> ProbeAsync(AmqpClient client, CancellationToken cancellationToken)
    {
        MessageBrowser messages = await MessageBrowser.OpenAsync(service, client, entity, string.Empty, cancellationToken).ConfigureAwait(false);
        PeekedMessage? first = await PeekAsync(messages, 1, cancellationToken).ConfigureAwait(false);
        (TimeSpan? oldest, string? remark) = backlog is { OldestWarnAbove: null, OldestErrorAbove: null }
            ? default
            : await AgeAsync(messages, first, cancellationToken).ConfigureAwait(false);
        long? deadLetters = backlog.DeadLettersErrorAbove is { } limit ? await CountDeadLettersAsync(client, limit, cancellationToken).ConfigureAwait(false) : null;
        long? length = entityLength is null ? null : await entityLength.GetAsync(cancellationToken).ConfigureAwait(false);
        return backlog.Judge(length, oldest, deadLetters, remark);
    }

    /// <summary>Gets the age of the first message that waits for nothing but a receiver, or says that none was found among those looked at.</summary>
    private async Task<(TimeSpan? Age, string? Remark)> AgeAsync(MessageBrowser messages, PeekedMessage? message, CancellationToken cancellationToken)
    {
        for (int peeks = 1; message is { IsActive: false }; peeks++)
        {
            if (peeks == MostPeeks)
            {
                return (null, $"The first {MostPeeks} messages are all deferred or scheduled: the age of others is not known.");
            }

            message = await PeekAsync(messages, message.SequenceNumber + 1, cancellationToken).ConfigureAwait(false);
        }

        TimeSpan? age = time.GetUtcNow() - message?.EnqueuedAt;
        return (age < TimeSpan.Zero ? TimeSpan.Zero : age, null);
    }

    /// <summary>Counts the dead letters until they are more than the limit.</summary>
    private async Task<long> CountDeadLettersAsync(AmqpClient client, long limit, CancellationToken cancellationToken)
    {
        MessageBrowser messages = await MessageBrowser.OpenAsync(service, client, entity, "/$deadletterqueue", cancellationToken).ConfigureAwait(false);
        long count = 0;
        long from = 1;
        while (count <= limit)
        {
            int most = (int)Math.Min(limit + 1 - count, MostAtOnce);
            IReadOnlyList<PeekedMessage> found = await messages.PeekAsync(from, most, cancellationToken).ConfigureAwait(false);
            if (found.Count == 0)
            {
                break;
            }

            count += found.Count;
            from = found[^1].SequenceNumber + 1;
        }

        return count;
    }

    /// <returns>Null where there is none.</returns>
    private static async Task<PeekedMessage?> PeekAsync(MessageBrowser messages, long from, CancellationToken cancellationToken)
    {
        IReadOnlyList<PeekedMessage> found = await messages.PeekAsync(from, 1, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }
}
