using System.Net.Sockets;
using HealthFunctions.Checks.Tests.Servers;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>A connection to Redis that is made and closed.</summary>
internal sealed class TcpProbe : ServerProbe<RedisServer>
{
    public override string What => "Tcp, a new connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "Tcp"), ("Host", Server.Host), ("Port", Text(Server.Port))];

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(Server.Host, Server.Port, cancellationToken);
    }
}
