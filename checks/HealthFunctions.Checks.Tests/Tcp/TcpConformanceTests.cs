using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Health;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Tcp;

/// <summary>Asks a Redis server by its own protocol.</summary>
public sealed class TcpConformanceTests(RedisServer server) : CheckConformance
{
    protected internal override string Type => "Tcp";

    protected internal override RealServer Server => server;

    protected internal override bool HasPasswords => false;

    protected internal override bool HasTls => false;

    /// <summary>Nobody but the pattern knows where an answer ends.</summary>
    protected internal override HealthReason ReasonOfCut => HealthReason.UnexpectedAnswer;

    protected internal override bool WaitsForRestOfGarbage => true;

    protected internal override void Add(IHealthChecksBuilder checks)
    {
    }

    protected internal override RealServer CreateServer() => new RedisServer();

    protected internal override int PortOf(RealServer server, bool tls) => ((RedisServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((RedisServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        ("Host", target.Host),
        ("Port", $"{target.Port}"),
        ("Send", $@"AUTH {target.Password}\r\nPING\r\n"),
        ("Expect", @"^\+OK\r\n\+PONG\r\n$"),
    ];
}
