using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Checks.Tls;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Tls;

public sealed class TlsConformanceTests(WebServer server) : CheckConformance
{
    /// <summary>The servers that the check trusts.</summary>
    private readonly List<WebServer> _servers = [server];

    protected internal override string Type => "TrustingTls";

    protected internal override RealServer Server => server;

    protected internal override bool HasPasswords => false;

    /// <summary>The handshake is the whole answer.</summary>
    protected internal override HealthReason ReasonOfCut => HealthReason.Tls;

    protected internal override HealthReason ReasonOfGarbage => HealthReason.Tls;

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new TrustingTlsCheckType { Trust = TestCertificate.Trust([.. _servers.Select(one => one.Authority.Certificate)]) });

    protected internal override RealServer CreateServer()
    {
        _servers.Add(new WebServer());
        return _servers[^1];
    }

    protected internal override int PortOf(RealServer server, bool tls) => ((WebServer)server).TlsPort;

    protected internal override string PasswordOf(RealServer server) => Canary.Create();

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) => [("Host", target.Host), ("Port", $"{target.Port}")];

    /// <summary>Defines a type beside <c>Tls</c> that every app has, and which trusts the system alone.</summary>
    private sealed class TrustingTlsCheckType : TlsCheckType
    {
        public override string Name => "TrustingTls";
    }
}
