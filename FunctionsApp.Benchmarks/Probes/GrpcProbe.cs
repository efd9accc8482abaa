using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>The health protocol, answered by ASP.NET Core in this process.</summary>
internal sealed class GrpcProbe : ServerProbe<GrpcHealthServer>
{
    private GrpcChannel? _channel;
    private Health.HealthClient? _client;

    public override string What => "Grpc, Health/Check on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "Grpc"), ("Url", Url)];

    private string Url => $"http://{Server.Host}:{Server.Port}";

    public override void AddType(IHealthChecksBuilder checks) => checks.AddGrpcCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken) =>
        await _client!.CheckAsync(new HealthCheckRequest(), new CallOptions(cancellationToken: cancellationToken));

    protected override Task ConnectAsync()
    {
        _channel = GrpcChannel.ForAddress(Url);
        _client = new Health.HealthClient(_channel);
        return Task.CompletedTask;
    }

    protected override ValueTask DisconnectAsync()
    {
        _channel?.Dispose();
        return default;
    }
}
