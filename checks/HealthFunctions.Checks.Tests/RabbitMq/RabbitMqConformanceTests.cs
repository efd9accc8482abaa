using HealthFunctions.Checks.RabbitMq;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.RabbitMq;

public sealed class RabbitMqConformanceTests(RabbitMqServer server) : CheckConformance
{
    protected internal override string Type => "RabbitMq";

    protected internal override RealServer Server => server;

    /// <summary>The answers to its login, and to its channel.</summary>
    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 3];

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddCheckType(new RabbitMqCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate) });

    protected internal override RealServer CreateServer() => new RabbitMqServer();

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((RabbitMqServer)server).TlsPort : ((RabbitMqServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((RabbitMqServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
        [("ConnectionString", $"{(target.Tls ? "amqps" : "amqp")}://{server.User}:{target.Password}@{target.Host}:{target.Port}/%2F")];
}
