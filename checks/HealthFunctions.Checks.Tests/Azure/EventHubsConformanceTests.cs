using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

public sealed class EventHubsConformanceTests(MessagingServer server) : MessagingConformance(server)
{
    private readonly MessagingServer _server = server;

    protected internal override string Type => "EventHubs";

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new EventHubsCheckType { Trust = TestCertificate.Trust(_server.Authority.Certificate) });

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) => [("ConnectionString", ConnectionString(target)), ("Hub", _server.Hub)];
}
