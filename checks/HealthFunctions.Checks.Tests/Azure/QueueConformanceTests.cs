using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

public sealed class QueueConformanceTests(AzuriteServer server) : StorageConformance(server, "QueueEndpoint", "Queue")
{
    private readonly AzuriteServer _server = server;

    protected internal override string Type => "Queue";

    // The number of messages, the first message, and the poison queue.
    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 3];

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new QueueCheckType { Trust = TestCertificate.Trust(_server.Authority.Certificate) });

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target) =>
        [.. base.Settings(target), ("OldestErrorAbove", "1h"), ("DeadLettersErrorAbove", "0")];

    protected override Uri UriOf(AzuriteServer server) => server.QueueUri;
}
