using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>PING.</summary>
internal sealed class RedisProbe : ServerProbe<RedisServer>
{
    private ConnectionMultiplexer? _client;

    public override string What => "Redis, PING on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "Redis"), ("ConnectionString", ConnectionString)];

    private string ConnectionString => $"{Server.Host}:{Server.Port},password={Server.Password}";

    public override void AddType(IHealthChecksBuilder checks) => checks.AddRedisCheckTypes();

    public override Task CallAsync(CancellationToken cancellationToken) => _client!.GetDatabase().PingAsync().WaitAsync(cancellationToken);

    protected override async Task ConnectAsync() => _client = await ConnectionMultiplexer.ConnectAsync(ConnectionString);

    protected override ValueTask DisconnectAsync() => _client?.DisposeAsync() ?? default;
}
