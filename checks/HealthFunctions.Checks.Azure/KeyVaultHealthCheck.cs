using System.Globalization;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Asks for a secret (Get Secret), and reads its attributes alone: nothing keeps its value.</summary>
/// <param name="service">Sends the request, and is disposed of with the check.</param>
/// <param name="vault">The URI of the vault.</param>
/// <param name="secret">The name of the secret.</param>
/// <param name="warning">The time before its end from which it is a WARNING; null for never.</param>
/// <param name="time">The clock that its end is held to.</param>
internal sealed class KeyVaultHealthCheck(AzureService service, Uri vault, string secret, TimeSpan? warning, TimeProvider time) : IHealthCheck, IDisposable
{
    private readonly Uri _uri = new(vault, $"/secrets/{secret}?api-version=7.4");

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose() => service.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await service.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, _uri), cancellationToken).ConfigureAwait(false);
        if (AzureAnswer.Judge(answer, "secret") is { } failure)
        {
            return failure;
        }

        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return SecretAttributes.Read(body) is { } attributes
            ? Judge(attributes)
            : HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer tells nothing of a secret.");
    }

    private HealthCheckResult Judge(SecretAttributes attributes)
    {
        if (!attributes.IsEnabled)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Forbidden, "The secret is disabled.");
        }

        if (attributes.EndsAt is not { } end)
        {
            return HealthCheckResult.Healthy();
        }

        TimeSpan left = end - time.GetUtcNow();
        Dictionary<string, object> data = new() { ["secretDaysLeft"] = new ObservedValue(Math.Floor(left.TotalDays), "d") };
        if (left <= TimeSpan.Zero)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Threshold, string.Create(CultureInfo.InvariantCulture, $"The secret ended at {end:u}."), data: data);
        }

        return left < warning
            ? HealthCheckResult.Degraded(HealthReason.Threshold, string.Create(CultureInfo.InvariantCulture, $"The secret ends at {end:u}."), data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
