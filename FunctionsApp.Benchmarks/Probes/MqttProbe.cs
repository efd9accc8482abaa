using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Formatter;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>CONNECT, PINGREQ and DISCONNECT.</summary>
internal sealed class MqttProbe : ServerProbe<MosquittoServer>
{
    private readonly MqttClientFactory _clients = new();

    public override string What => "Mqtt, PINGREQ on a new connection";

    public override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Type", "Mqtt"), ("Host", Server.Host), ("Port", Text(Server.Port)), ("Tls", "false"), ("UserName", Server.User), ("Password", Server.Password),
    ];

    public override void AddType(IHealthChecksBuilder checks) => checks.AddMqttCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        using IMqttClient client = _clients.CreateMqttClient();
        MqttClientOptions options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTcpServer(Server.Host, Server.Port)
            .WithCredentials(Server.User, Server.Password)
            .Build();
        await client.ConnectAsync(options, cancellationToken);
        await client.PingAsync(cancellationToken);
        await client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellationToken);
    }
}
