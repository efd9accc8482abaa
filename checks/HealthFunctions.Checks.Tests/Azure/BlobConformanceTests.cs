using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

public sealed class BlobConformanceTests(AzuriteServer server) : StorageConformance(server, "BlobEndpoint", "Container")
{
    private readonly AzuriteServer _server = server;

    protected internal override string Type => "Blob";

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new BlobCheckType { Trust = TestCertificate.Trust(_server.Authority.Certificate) });

    protected override Uri UriOf(AzuriteServer server) => server.BlobUri;
}
