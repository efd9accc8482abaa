using HealthFunctions.Checks.Azure.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Asks for the properties of a container (Get Container Properties). No blob is read or listed.</summary>
/// <param name="storage">The blobs of the account.</param>
/// <param name="container">The name of the container.</param>
internal sealed class BlobHealthCheck(StorageService storage, string container) : IHealthCheck, IDisposable
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        storage.Service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose() => storage.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await storage.SendAsync(HttpMethod.Head, $"{container}?restype=container", cancellationToken).ConfigureAwait(false);
        return AzureAnswer.Judge(answer, "container") ?? HealthCheckResult.Healthy();
    }
}
