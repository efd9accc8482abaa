using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents a gRPC server with the standard health service, in the process of the tests, with TLS on a second port.
/// </summary>
public sealed class GrpcHealthServer : IAsyncDisposable
{
    private readonly HealthServiceImpl _health = new();
    private readonly Lock _gate = new();
    private WebApplication? _app;
    private X509Certificate2? _certificate;
    private Task? _start;

    /// <summary>Gets the address that the server listens on, which its certificate names, beside <c>localhost</c>.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>Gets the port of HTTP/2 without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets the authority that has issued the certificate of the server.</summary>
    public CertificateAuthority Authority { get; } = new();

    /// <summary>Gets a service that is always healthy, beside the empty name, which means the whole server.</summary>
    public string Service { get; } = "health.Healthy";

    /// <summary>Starts the server, unless it runs already.</summary>
    public Task StartAsync()
    {
        lock (_gate)
        {
            return _start ??= Task.Run(StartOnceAsync);
        }
    }

    /// <summary>Sets what the server says of a service. Give each test services of its own.</summary>
    internal void SetStatus(string service, HealthCheckResponse.Types.ServingStatus status) => _health.SetStatus(service, status);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _certificate?.Dispose();
        Authority.Dispose();
    }

    private async Task StartOnceAsync()
    {
        SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        SetStatus(Service, HealthCheckResponse.Types.ServingStatus.Serving);
        X509Certificate2 certificate = _certificate = Authority.Issue();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        builder.Services.AddRoutingCore().AddGrpc();
        builder.Services.AddSingleton(_health);
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGrpcService<HealthServiceImpl>();
        await _app.StartAsync();
        Port = PortOf(Uri.UriSchemeHttp);
        TlsPort = PortOf(Uri.UriSchemeHttps);
    }

    private int PortOf(string scheme) => _app!.Urls.Select(url => new Uri(url)).Single(url => url.Scheme == scheme).Port;
}
