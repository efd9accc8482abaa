using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a gRPC server with the standard health service.</summary>
public sealed class GrpcHealthServer : KestrelServer
{
    private readonly HealthServiceImpl _health = new();

    public GrpcHealthServer()
    {
        SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        SetStatus(Service, HealthCheckResponse.Types.ServingStatus.Serving);
    }

    /// <summary>Gets a service that is always healthy, beside the empty name, which means the whole server.</summary>
    public string Service { get; } = "health.Healthy";

    private protected override HttpProtocols Protocols => HttpProtocols.Http2;

    /// <summary>Sets what the server says of a service. Give each test services of its own.</summary>
    internal void SetStatus(string service, HealthCheckResponse.Types.ServingStatus status) => _health.SetStatus(service, status);

    private protected override void AddServices(WebApplicationBuilder builder)
    {
        builder.Services.AddRoutingCore().AddGrpc();
        builder.Services.AddSingleton(_health);
    }

    private protected override void MapRoutes(WebApplication app)
    {
        app.UseRouting();
        app.MapGrpcService<HealthServiceImpl>();
    }
}
