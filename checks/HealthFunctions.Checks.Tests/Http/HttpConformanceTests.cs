using HealthFunctions.Checks.Http;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Http;

public sealed class HttpConformanceTests(WebServer server) : CheckConformance
{
    private readonly string _token = Canary.Create();

    protected internal override string Type => "TrustingHttp";

    protected internal override RealServer Server => server;

    protected internal override bool HasPasswords => false;

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new TrustingHttpCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate) });

    protected internal override RealServer CreateServer() => new WebServer();

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((WebServer)server).TlsPort : ((WebServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => _token;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        ("Url", $"{(target.Tls ? "https" : "http")}://{target.Host}:{target.Port}/?key={target.Password}"),
        ("Headers__Authorization", $"Bearer {target.Password}"),
        ("ExpectedBody", "^ready$"),
        ("ReuseConnections", "true"),
    ];

    /// <summary>Defines a type beside <c>Http</c> that every app has, and which trusts the system alone.</summary>
    private sealed class TrustingHttpCheckType : HttpCheckType
    {
        public override string Name => "TrustingHttp";
    }
}
