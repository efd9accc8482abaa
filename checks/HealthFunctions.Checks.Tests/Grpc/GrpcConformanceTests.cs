using HealthFunctions.Checks.Grpc;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Grpc;

public sealed class GrpcConformanceTests(GrpcHealthServer server) : CheckConformance
{
    private readonly string _token = Canary.Create();

    protected internal override string Type => "Grpc";

    protected internal override RealServer Server => server;

    protected internal override bool HasPasswords => false;

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddCheckType(new GrpcCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate) });

    protected internal override RealServer CreateServer() => new GrpcHealthServer();

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((GrpcHealthServer)server).TlsPort : ((GrpcHealthServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => _token;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        ("Url", $"{(target.Tls ? "https" : "http")}://{target.Host}:{target.Port}"),
        ("Headers__authorization", $"Bearer {target.Password}"),
    ];
}
