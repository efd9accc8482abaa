using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Azure.Messaging;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what checks of Service Bus and Event Hubs can show in the place of what the key of a policy signs.</summary>
public sealed class MessagingCredentialTests(MessagingServer server)
{
    [Theory]
    [InlineData("ServiceBus", "Queue", "orders", "https%3A%2F%2Fservicebus.azure.net")]
    [InlineData("EventHubs", "Hub", "clicks", "https%3A%2F%2Feventhubs.azure.net")]
    public async Task A_managed_identity_will_do(string type, string key, string entity, string audience)
    {
        await server.StartAsync();
        await using IdentityServer identity = new(header: server.Key);

        CheckResult result = await RunAsync(server, identity, type, (key, entity), ("ClientId", "a2c4e6f8-0000-1111-2222-333344445555"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.StartsWith(
            $"GET /msi/token?api-version=2019-08-01&resource={audience}&client_id=a2c4e6f8-0000-1111-2222-333344445555 HTTP/1.1\r\n",
            Assert.Single(identity.Requests),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_managed_identity_counts_messages_too()
    {
        await using MessagingServer own = new() { Counts = (200, "<entry><ActiveMessageCount>11</ActiveMessageCount></entry>") };
        await own.StartAsync();
        await using IdentityServer identity = new(header: own.Key);

        CheckResult result = await RunAsync(own, identity, "ServiceBus", ("Queue", "orders"), ("ErrorAbove", "10"));

        Assert.Equal((HealthReason.Threshold, "11 messages wait, more than ErrorAbove, 10."), (result.Outcome.Reason, result.Outcome.Description));
        Assert.Single(identity.Requests);
    }

    [Theory]
    [InlineData("ServiceBus", "Queue", "orders")]
    [InlineData("EventHubs", "Hub", "clicks")]
    public async Task A_token_that_is_not_accepted_or_cannot_be_had_is_AUTHENTICATION(string type, string key, string entity)
    {
        await server.StartAsync();
        await using IdentityServer stranger = new(header: Canary.Create());
        await using IdentityServer broken = new(status: 400);

        CheckResult refused = await RunAsync(server, stranger, type, (key, entity));
        CheckResult without = await RunAsync(server, broken, type, (key, entity));

        Assert.Equal((HealthReason.Authentication, "The service did not accept the credentials."), (refused.Outcome.Reason, refused.Outcome.Description));
        Assert.Equal(
            (HealthReason.Authentication, "No token of the managed identity: its endpoint answered 400."), (without.Outcome.Reason, without.Outcome.Description));
    }

    [Theory]
    [InlineData("ServiceBus", "Queue", "orders")]
    [InlineData("EventHubs", "Hub", "clicks")]
    public async Task A_signature_that_is_given_will_do(string type, string key, string entity)
    {
        await server.StartAsync();

        CheckResult right = await RunAsync(server.Key);
        CheckResult wrong = await RunAsync(Canary.Create());

        Assert.Equal((HealthStatus.Healthy, null), (right.Status, right.Outcome.Description));
        Assert.Equal(HealthReason.Authentication, wrong.Outcome.Reason);

        Task<CheckResult> RunAsync(string policyKey)
        {
            string signature = SignatureMessagingCredential.Sign("amqps://localhost/", server.KeyName, policyKey, TimeProvider.System.GetUtcNow().AddHours(1));
            return FamilyProbe.RunAsync(
                checks => Add(checks, server), type, ("ConnectionString", $"Endpoint=sb://localhost:{server.TlsPort}/;SharedAccessSignature={signature}"), (key, entity));
        }
    }

    private static Task<CheckResult> RunAsync(MessagingServer server, IdentityServer identity, string type, params (string Key, string Value)[] settings) =>
        FamilyProbe.RunAsync(checks => Add(checks, server, identity), type, [("Uri", $"https://localhost:{server.TlsPort}"), .. settings]);

    private static void Add(IHealthChecksBuilder checks, MessagingServer server, IdentityServer? identity = null)
    {
        Func<string, string?> variable = identity is null ? _ => null : identity.Variable;
        checks
            .AddCheckType(new ServiceBusCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate), RestPort = server.RestPort, Variable = variable })
            .AddCheckType(new EventHubsCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate), Variable = variable });
    }
}
