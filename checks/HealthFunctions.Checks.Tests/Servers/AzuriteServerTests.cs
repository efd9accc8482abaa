using System.Net;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class AzuriteServerTests(AzuriteServer server, AzuriteTlsServer tlsServer)
{
    [Fact]
    public async Task Its_blobs_queues_and_tables_know_the_key()
    {
        await server.StartAsync();
        using AzuriteClient client = new(server);
        using AzuriteClient stranger = new(server, Convert.ToBase64String(new byte[64]));

        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(HttpMethod.Get, server.BlobUri, "?comp=list"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(HttpMethod.Get, server.QueueUri, "?comp=list"));
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(HttpMethod.Get, server.TableUri, "/Tables"));
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.SendAsync(HttpMethod.Get, server.BlobUri, "?comp=list"));
    }

    [Fact]
    public async Task It_also_speaks_https()
    {
        await tlsServer.StartAsync();
        using AzuriteClient client = new(tlsServer);

        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(HttpMethod.Get, tlsServer.QueueUri, "?comp=list"));
    }
}
