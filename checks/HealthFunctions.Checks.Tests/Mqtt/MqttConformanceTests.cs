using System.Globalization;
using HealthFunctions.Checks.Mqtt;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Mqtt;

public sealed class MqttConformanceTests(MosquittoServer server) : CheckConformance
{
    protected internal override string Type => "Mqtt";

    protected internal override RealServer Server => server;

    /// <summary>The answers to the connection and to the ping.</summary>
    protected internal override IEnumerable<int> AnswersToCut => [1, 2];

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new MqttCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate) });

    protected internal override RealServer CreateServer() => new MosquittoServer();

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((MosquittoServer)server).TlsPort : ((MosquittoServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((MosquittoServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
    [
        ("Host", target.Host),
        ("Port", target.Port.ToString(CultureInfo.InvariantCulture)),
        ("Tls", target.Tls ? "true" : "false"),
        ("UserName", server.User),
        ("Password", target.Password),
    ];
}
