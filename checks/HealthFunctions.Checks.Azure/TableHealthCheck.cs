using HealthFunctions.Checks.Azure.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure;

/// <summary>Asks a table for the entity of empty keys (Query Entities). Where there is one, a key is all that is read of it.</summary>
/// <param name="storage">The tables of the account.</param>
/// <param name="table">The name of the table.</param>
internal sealed class TableHealthCheck(StorageService storage, string table) : IHealthCheck, IDisposable
{
    private const string Query = "$filter=PartitionKey%20eq%20''%20and%20RowKey%20eq%20''&$select=PartitionKey&$top=1";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        storage.Service.RunAsync(ProbeAsync, cancellationToken);

    public void Dispose() => storage.Dispose();

    private async Task<HealthCheckResult> ProbeAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await storage.SendAsync(
            HttpMethod.Get, $"{table}()?{Query}", cancellationToken, ("Accept", "application/json;odata=nometadata"), ("DataServiceVersion", "3.0"))
            .ConfigureAwait(false);
        return AzureAnswer.Judge(answer, "table") ?? HealthCheckResult.Healthy();
    }
}
