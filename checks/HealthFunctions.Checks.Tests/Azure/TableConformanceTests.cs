using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

public sealed class TableConformanceTests(AzuriteServer server) : StorageConformance(server, "TableEndpoint", "Table")
{
    private readonly AzuriteServer _server = server;

    protected internal override string Type => "Table";

    protected internal override void Add(IHealthChecksBuilder checks) =>
        checks.AddCheckType(new TableCheckType { Trust = TestCertificate.Trust(_server.Authority.Certificate) });

    protected override Uri UriOf(AzuriteServer server) => server.TableUri;
}
