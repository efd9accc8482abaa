using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Health.V1;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

public sealed class GrpcHealthServerTests(GrpcHealthServer server)
{
    private const byte Serving = 1;
    private const byte NotServing = 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_tells_the_health_of_its_services_with_and_without_TLS(bool tls)
    {
        await server.StartAsync();
        string sick = $"health.Sick{tls}";
        server.SetStatus(sick, HealthCheckResponse.Types.ServingStatus.NotServing);

        Assert.Equal(Serving, await CheckAsync(tls, ""));
        Assert.Equal(Serving, await CheckAsync(tls, server.Service));
        Assert.Equal(NotServing, await CheckAsync(tls, sick));
    }

    [Fact]
    public async Task It_can_be_stopped_and_started_again()
    {
        await using GrpcHealthServer own = new();
        await own.StartAsync();
        await own.StopAsync();
        using TcpClient client = new();
        SocketException exception = await Assert.ThrowsAsync<SocketException>(
            () => client.ConnectAsync(own.Host, own.Port, TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, exception.SocketErrorCode);

        await own.StartAsync();

        await client.ConnectAsync(own.Host, own.Port, TestContext.Current.CancellationToken);
    }

    // grpc.health.v1.Health/Check: the service is field 1 of the request, the status field 1 of the response.
    private async Task<byte> CheckAsync(bool tls, string service)
    {
        using X509Certificate2 root = server.Authority.Certificate;
        using SocketsHttpHandler handler = new() { SslOptions = new() { CertificateChainPolicy = TestCertificate.Trust(root) } };
        using HttpClient client = new(handler);
        byte[] message = [(1 << 3) | 2, (byte)service.Length, .. Encoding.ASCII.GetBytes(service)];
        using HttpRequestMessage request = new(HttpMethod.Post, $"{(tls ? "https" : "http")}://{server.Host}:{(tls ? server.TlsPort : server.Port)}/grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([0, 0, 0, 0, (byte)message.Length, .. message]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 0, 0, 2, 1 << 3], answer[..^1]);
        return answer[^1];
    }
}
