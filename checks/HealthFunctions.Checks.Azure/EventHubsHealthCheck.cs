using HealthFunctions.Checks.Azure.Messaging;
using HealthFunctions.Health;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Asks for the properties of an event hub (<c>READ</c> of the node <c>$management</c>). No event is read or sent.</summary>
/// <param name="service">The namespace.</param>
/// <param name="hub">The name of the hub.</param>
internal sealed class EventHubsHealthCheck(MessagingService service, string hub) : IHealthCheck, IDisposable
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose() => service.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(AmqpClient client, CancellationToken cancellationToken)
    {
        AmqpNode management = await client.AttachAsync("$management", cancellationToken).ConfigureAwait(false);
        using AmqpMessage request = AmqpMessage.Create();
        request.ApplicationProperties.Map["operation"] = "READ";
        request.ApplicationProperties.Map["type"] = "com.microsoft:eventhub";
        request.ApplicationProperties.Map["name"] = hub;
        // This node takes the token with the request, and needs no other.
        request.ApplicationProperties.Map["security_token"] =
            await service.Credential.GetTokenAsync(service.ResourceOf("amqps", hub), cancellationToken).ConfigureAwait(false);
        AmqpAnswer answer = await client.AskAsync(management, request, cancellationToken).ConfigureAwait(false);
        return answer.Body is { } properties && properties.TryGetValue(new MapKey("partition_count"), out int partitions)
            ? HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["partitions"] = new ObservedValue(partitions, "{partition}") })
            : HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer tells nothing of an event hub.");
    }
}
