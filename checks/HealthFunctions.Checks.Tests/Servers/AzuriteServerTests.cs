using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class AzuriteServerTests(AzuriteServer server, AzuriteTlsServer tlsServer)
{
    [Fact]
    public async Task Its_blobs_queues_and_tables_know_the_key()
    {
        await server.StartAsync();
        using HttpClient client = new();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, server, server.BlobUri, "?comp=list"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, server, server.QueueUri, "?comp=list"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, server, server.TableUri, "/Tables", table: true));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, server, server.BlobUri, "?comp=list", key: Convert.ToBase64String(new byte[64])));
    }

    [Fact]
    public async Task It_also_speaks_https()
    {
        await tlsServer.StartAsync();
        using X509Certificate2 root = tlsServer.Authority.Certificate;
        using SocketsHttpHandler handler = new() { SslOptions = new() { CertificateChainPolicy = TestCertificate.Trust(root) } };
        using HttpClient client = new(handler);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, tlsServer, tlsServer.QueueUri, "?comp=list"));
    }

    // The scheme SharedKey; tables have a short form of it.
    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient client, AzuriteServer server, Uri account, string resource, bool table = false, string? key = null)
    {
        const string Version = "2021-12-02";
        string date = TimeProvider.System.GetUtcNow().ToString("R");
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(account + resource));
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", Version);
        string canonical = $"/{server.Account}/{server.Account}{resource.Replace("?comp=", "\ncomp:", StringComparison.Ordinal)}";
        string signed = table
            ? $"GET\n\n\n{date}\n{canonical}"
            : $"GET{new string('\n', 12)}x-ms-date:{date}\nx-ms-version:{Version}\n{canonical}";
        byte[] signature = HMACSHA256.HashData(Convert.FromBase64String(key ?? server.Key), Encoding.UTF8.GetBytes(signed));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{server.Account}:{Convert.ToBase64String(signature)}");
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
