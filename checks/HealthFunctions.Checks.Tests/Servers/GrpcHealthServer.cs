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
public sealed class GrpcHealthServer : RealServer
{
    private readonly HealthServiceImpl _health = new();
    private WebApplication? _app;

    /// <summary>Gets the port of HTTP/2 without TLS.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the port with TLS.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Gets a service that is always healthy, beside the empty name, which means the whole server.</summary>
    public string Service { get; } = "health.Healthy";

    /// <summary>Sets what the server says of a service. Give each test services of its own.</summary>
    internal void SetStatus(string service, HealthCheckResponse.Types.ServingStatus status) => _health.SetStatus(service, status);

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        TlsPort = ReservePort();
        SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        SetStatus(Service, HealthCheckResponse.Types.ServingStatus.Serving);
        return Task.CompletedTask;
    }

    private protected override async Task BeginAsync()
    {
        X509Certificate2 certificate = Authority.Issue();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, Port);
            kestrel.Listen(IPAddress.Loopback, TlsPort, listen => listen.UseHttps(certificate));
        });
        builder.Services.AddRoutingCore().AddGrpc();
        builder.Services.AddSingleton(_health);
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGrpcService<HealthServiceImpl>();
        _app.Lifetime.ApplicationStopped.Register(certificate.Dispose);
        await _app.StartAsync();
    }

    private protected override async Task EndAsync()
    {
        if (_app is not null)
        {
            // At once: a client keeps its connections open.
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
            _app = null;
        }
    }
}
