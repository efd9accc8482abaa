using HealthFunctions.Checks.Redis;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Redis;

public sealed class RedisConformanceTests(RedisServer server) : CheckConformance
{
    protected internal override string Type => "Redis";

    protected internal override RealServer Server => server;

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddCheckType(new RedisCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate) });

    protected internal override RealServer CreateServer() => new RedisServer();

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((RedisServer)server).TlsPort : ((RedisServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((RedisServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
        [("ConnectionString", $"{target.Host}:{target.Port},password={target.Password},connectTimeout=600000,asyncTimeout=600000,ssl={target.Tls}")];
}
