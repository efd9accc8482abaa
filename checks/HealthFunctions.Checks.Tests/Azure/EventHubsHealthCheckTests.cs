using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of event hubs; the conformance suite tests the rest.</summary>
public sealed class EventHubsHealthCheckTests
{
    [Fact]
    public async Task A_run_reads_the_properties_of_the_hub_and_does_nothing_else()
    {
        await using MessagingServer server = new();

        CheckResult result = await RunAsync(server, ("Hub", "clicks"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.Equal(["READ $management"], server.Operations);
    }

    [Fact]
    public async Task A_hub_that_does_not_exist_is_NOT_FOUND()
    {
        await using MessagingServer server = new();

        Assert.Equal(HealthReason.NotFound, (await RunAsync(server, ("Hub", "missing"))).Outcome.Reason);
    }

    private static async Task<CheckResult> RunAsync(MessagingServer server, params (string Key, string Value)[] settings)
    {
        await server.StartAsync();
        return await FamilyProbe.RunAsync(
            checks => checks.AddCheckType(new EventHubsCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate) }),
            "EventHubs",
            [("ConnectionString", $"Endpoint=sb://localhost:{server.TlsPort}/;SharedAccessKeyName={server.KeyName};SharedAccessKey={server.Key}"), .. settings]);
    }
}
