using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of Service Bus; the conformance suite tests the rest.</summary>
public sealed class ServiceBusHealthCheckTests
{
    [Fact]
    public async Task A_run_shows_its_token_peeks_once_and_does_nothing_else()
    {
        await using MessagingServer server = new();
        server.Enqueue(TimeProvider.System.GetUtcNow());

        CheckResult result = await RunAsync(server, ("Queue", "orders"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.Equal(["put-token $cbs", "com.microsoft:peek-message orders/$management"], server.Operations);
    }

    [Fact]
    public async Task A_subscription_is_peeked_at_under_its_topic()
    {
        await using MessagingServer server = new();

        CheckResult result = await RunAsync(server, ("Topic", "news"), ("Subscription", "billing"));

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Contains("com.microsoft:peek-message news/Subscriptions/billing/$management", server.Operations);
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_is_NOT_FOUND()
    {
        await using MessagingServer server = new();

        CheckResult result = await RunAsync(server, ("Queue", "missing"));

        Assert.Equal((HealthReason.NotFound, "There is no such entity."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData("amqp:unauthorized-access", HealthReason.Forbidden)]
    [InlineData("com.microsoft:entity-disabled", HealthReason.Unavailable)]
    [InlineData("com.microsoft:server-busy", HealthReason.Unavailable)]
    [InlineData("amqp:not-implemented", HealthReason.UnexpectedStatus)]
    public async Task A_link_that_is_refused_is_judged_by_its_condition(string condition, HealthReason reason)
    {
        await using MessagingServer server = new() { AttachError = condition };

        CheckResult result = await RunAsync(server, ("Queue", "orders"));

        Assert.Equal(reason, result.Outcome.Reason);
        Assert.DoesNotContain("canary", result.Outcome.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2m", "1h", HealthStatus.Degraded)]
    [InlineData("1m", "2m", HealthStatus.Unhealthy)]
    [InlineData("20m", "1h", HealthStatus.Healthy)]
    public async Task The_age_of_the_first_active_message_is_held_to_its_limits(string warn, string error, HealthStatus status)
    {
        await using MessagingServer server = new();
        // The clock of the engine stands where it begins.
        DateTimeOffset now = new CountingClock().GetUtcNow();
        server.Enqueue(now.AddHours(-5), state: 1);
        server.Enqueue(now.AddHours(-4), state: 2);
        server.Enqueue(now.AddMinutes(-10));

        CheckResult result = await RunAsync(server, ("Queue", "orders"), ("OldestWarnAbove", warn), ("OldestErrorAbove", error));

        Assert.Equal((status, status == HealthStatus.Healthy ? null : HealthReason.Threshold), (result.Status, result.Outcome.Reason));
        Assert.Equal(3, server.Operations.Count(operation => operation.StartsWith("com.microsoft:peek", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, HealthReason.Threshold)]
    public async Task The_count_of_active_messages_is_held_to_its_limit(int active, HealthReason? reason)
    {
        await using MessagingServer server = new() { Counts = (200, Counts(active)) };

        CheckResult result = await RunAsync(server, ("Queue", "orders"), ("ErrorAbove", "10"));

        Assert.Equal(reason, result.Outcome.Reason);
    }

    [Theory]
    [InlineData(0, 0, 0, 1, null)]
    [InlineData(1, 0, 1, 1, HealthReason.Threshold)]
    [InlineData(7, 7, 7, 4, null)]
    [InlineData(8, 7, 8, 3, HealthReason.Threshold)]
    [InlineData(9, 5, 6, 2, HealthReason.Threshold)]
    public async Task Dead_letters_are_peeked_at_until_there_are_no_more_or_they_are_beyond_the_limit(int dead, int limit, int counted, int peeks, HealthReason? reason)
    {
        // The REST API gives no counts: nobody asks it.
        await using MessagingServer server = new();
        server.DeadLetter(dead);

        CheckResult result = await RunAsync(server, ("Queue", "orders"), ("DeadLettersErrorAbove", $"{limit}"));

        Assert.Equal((reason, new ObservedValue(counted, "{message}")), (result.Outcome.Reason, result.Outcome.Data!["deadLetters"]));
        Assert.Equal(peeks, server.Operations.Count(operation => operation == "com.microsoft:peek-message orders/$deadletterqueue/$management"));
    }

    [Fact]
    public async Task Dead_letters_of_a_subscription_are_peeked_at_under_it()
    {
        await using MessagingServer server = new();

        CheckResult result = await RunAsync(server, ("Topic", "news"), ("Subscription", "billing"), ("DeadLettersErrorAbove", "0"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.Contains("com.microsoft:peek-message news/Subscriptions/billing/$deadletterqueue/$management", server.Operations);
    }

    [Theory]
    [InlineData(401, "", HealthReason.Forbidden)]
    [InlineData(200, "<feed/>", HealthReason.NotFound)]
    [InlineData(200, "no XML", HealthReason.UnexpectedAnswer)]
    [InlineData(200, "<entry/>", HealthReason.UnexpectedAnswer)]
    [InlineData(503, "", HealthReason.Unavailable)]
    public async Task A_count_that_cannot_be_had_is_an_ERROR(int status, string body, HealthReason reason)
    {
        await using MessagingServer server = new() { Counts = (status, body) };

        Assert.Equal(reason, (await RunAsync(server, ("Queue", "orders"), ("WarnAbove", "10"))).Outcome.Reason);
    }

    private static string Counts(int active) =>
        $"""
        <entry xmlns="http://www.w3.org/2005/Atom"><content><QueueDescription><CountDetails xmlns:d="http://schemas.microsoft.com/netservices/2011/06/servicebus">
        <d:ActiveMessageCount>{active}</d:ActiveMessageCount><d:DeadLetterMessageCount>99</d:DeadLetterMessageCount></CountDetails></QueueDescription></content></entry>
        """;

    private static async Task<CheckResult> RunAsync(MessagingServer server, params (string Key, string Value)[] settings)
    {
        await server.StartAsync();
        return await FamilyProbe.RunAsync(
            checks => checks.AddCheckType(new ServiceBusCheckType { Trust = TestCertificate.Trust(server.Authority.Certificate), RestPort = server.RestPort }),
            "ServiceBus",
            [("ConnectionString", $"Endpoint=sb://localhost:{server.TlsPort}/;SharedAccessKeyName={server.KeyName};SharedAccessKey={server.Key}"), .. settings]);
    }
}
