using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of tables; the conformance suite tests the rest.</summary>
public sealed class TableHealthCheckTests(AzuriteServer server, AzuriteTlsServer tlsServer) : StorageHealthCheckTests(server, tlsServer, "Table", "Table")
{
    private readonly AzuriteServer _server = server;

    [Fact]
    public async Task A_run_asks_for_one_key_of_one_entity()
    {
        await using ScriptedServer service = Answering("HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\nContent-Length: 12\r\n\r\n{\"value\":[]}");

        Assert.Equal(HealthStatus.Healthy, (await RunAsync(("ConnectionString", Of(service)), ("Table", "orders"))).Status);

        string request = Assert.Single(Assert.Single(service.Connections).Requests);
        Assert.StartsWith(
            "GET /orders()?$filter=PartitionKey%20eq%20''%20and%20RowKey%20eq%20''&$select=PartitionKey&$top=1 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: application/json;odata=nometadata\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nDataServiceVersion: 3.0\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_with_the_entity_of_empty_keys_is_OK()
    {
        await _server.StartAsync();
        using AzuriteClient client = new(_server);
        await client.CreateTableAsync("full");
        await client.InsertEntityAsync("full", """{"PartitionKey":"","RowKey":"","Text":"x"}""");

        Assert.Equal(HealthStatus.Healthy, (await RunAsync(("ConnectionString", _server.ConnectionString), ("Table", "full"))).Status);
    }

    protected override Uri UriOf(AzuriteServer server) => server.TableUri;

    protected override void Add(IHealthChecksBuilder checks, X509ChainPolicy trust, Func<string, string?> variable) =>
        checks.AddCheckType(new TableCheckType { Trust = trust, Variable = variable });
}
