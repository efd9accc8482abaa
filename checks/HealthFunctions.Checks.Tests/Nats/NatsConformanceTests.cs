using HealthFunctions.Checks.Nats;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Nats;

public sealed class NatsConformanceTests(NatsServer server) : CheckConformance
{
    /// <summary>The servers that the check trusts. It changes to TLS wherever it is offered.</summary>
    private readonly List<NatsServer> _servers = [server];

    protected internal override string Type => "Nats";

    protected internal override RealServer Server => server;

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new NatsCheckType { Trust = TestCertificate.Trust([.. _servers.Select(one => one.Authority.Certificate)]) });

    protected internal override RealServer CreateServer()
    {
        _servers.Add(new NatsServer());
        return _servers[^1];
    }

    protected internal override int PortOf(RealServer server, bool tls) => ((NatsServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((NatsServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        ("Url", $"{(target.Tls ? "tls" : "nats")}://{target.Host}:{target.Port}"),
        ("UserName", server.User),
        ("Password", target.Password),
    ];
}
