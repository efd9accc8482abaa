using HealthFunctions.Checks.Azure.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>
/// Asks how many messages a queue has (Get Queue Metadata) and, where that has a limit, how old the first one is (Peek Messages), and how
/// many are in the poison queue. No message is received.
/// </summary>
/// <param name="storage">The queues of the account.</param>
/// <param name="queue">The name of the queue.</param>
/// <param name="backlog">The limits.</param>
/// <param name="time">The clock that the age of a message is by where the service does not tell its own time.</param>
internal sealed class QueueHealthCheck(StorageService storage, string queue, Backlog backlog, TimeProvider time) : IHealthCheck, IDisposable
{
    /// <summary>The name that Azure Functions give to the queue for messages that they could not handle.</summary>
    private readonly string _poisonQueue = $"{queue}-poison";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        storage.Service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose() => storage.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage metadata = await GetMetadataAsync(queue, cancellationToken).ConfigureAwait(false);
        (long? length, HealthCheckResult? failure) = QueueAnswer.ReadLength(metadata, "queue");
        TimeSpan? oldest = null;
        if (failure is null && backlog is not { OldestWarnAbove: null, OldestErrorAbove: null })
        {
            using HttpResponseMessage peeked = await storage.SendAsync(
                HttpMethod.Get, $"{queue}/messages?peekonly=true&numofmessages=1", cancellationToken).ConfigureAwait(false);
            (oldest, failure) = QueueAnswer.ReadAge(peeked, time);
        }

        long? deadLetters = null;
        string? remark = null;
        if (failure is null && backlog.DeadLettersErrorAbove is not null)
        {
            using HttpResponseMessage poison = await GetMetadataAsync(_poisonQueue, cancellationToken).ConfigureAwait(false);
            if (AzureAnswer.IsNotFound(poison))
            {
                // The first message that cannot be handled makes it.
                (deadLetters, remark) = (0, $"There is no poison queue, {_poisonQueue}.");
            }
            else
            {
                (deadLetters, failure) = QueueAnswer.ReadLength(poison, "poison queue");
            }
        }

        return failure ?? backlog.Judge(length, oldest, deadLetters, remark);
    }

    private Task<HttpResponseMessage> GetMetadataAsync(string name, CancellationToken cancellationToken) =>
        storage.SendAsync(HttpMethod.Head, $"{name}?comp=metadata", cancellationToken);
}
