using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>A channel that is opened and closed.</summary>
internal sealed class RabbitMqProbe : ServerProbe<RabbitMqServer>
{
    private IConnection? _connection;

    public override string What => "RabbitMq, a channel on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "RabbitMq"), ("ConnectionString", Uri)];

    private string Uri => $"amqp://{Server.User}:{Server.Password}@{Server.Host}:{Server.Port}/%2F";

    public override void AddType(IHealthChecksBuilder checks) => checks.AddRabbitMqCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        await using IChannel channel = await _connection!.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.CloseAsync(cancellationToken);
    }

    protected override async Task ConnectAsync() => _connection = await new ConnectionFactory { Uri = new Uri(Uri) }.CreateConnectionAsync();

    protected override ValueTask DisconnectAsync() => _connection?.DisposeAsync() ?? default;
}
