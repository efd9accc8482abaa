using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>Tests what is particular to checks of queues; the conformance suite tests the rest.</summary>
public sealed class QueueHealthCheckTests(AzuriteServer server, AzuriteTlsServer tlsServer) : StorageHealthCheckTests(server, tlsServer, "Queue", "Queue")
{
    private const string Empty = "<QueueMessagesList/>";
    private const string Noon = "Sun, 01 Mar 2026 12:00:00 GMT";

    private readonly AzuriteServer _server = server;

    [Fact]
    public async Task A_run_is_one_HEAD_request()
    {
        await using ScriptedServer service = Answering(Metadata(3));

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.Equal(["HEAD /orders?comp=metadata"], Requests(service));
    }

    [Fact]
    public async Task With_all_limits_a_run_is_three_requests_on_one_connection()
    {
        await using ScriptedServer service = Answering(Metadata(0), Messages(Empty), Metadata(0));

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"), ("OldestWarnAbove", "1h"), ("DeadLettersErrorAbove", "0"));

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        Assert.Equal(
            ["HEAD /orders?comp=metadata", "GET /orders/messages?peekonly=true&numofmessages=1", "HEAD /orders-poison?comp=metadata"], Requests(service));
    }

    [Theory]
    [InlineData("3", "4", HealthStatus.Healthy)]
    [InlineData("2", "3", HealthStatus.Degraded)]
    [InlineData("1", "2", HealthStatus.Unhealthy)]
    public async Task The_number_of_messages_is_held_to_its_limits(string warn, string error, HealthStatus status)
    {
        string queue = await FillAsync($"length-{warn}-{error}", 3);

        CheckResult result = await RunAsync(("ConnectionString", _server.ConnectionString), ("Queue", queue), ("WarnAbove", warn), ("ErrorAbove", error));

        Assert.Equal((status, status == HealthStatus.Healthy ? null : HealthReason.Threshold), (result.Status, result.Outcome.Reason));
        Assert.Equal(new ObservedValue(3, "{message}"), result.Outcome.Data!["length"]);
    }

    [Fact]
    public async Task A_hidden_message_is_one_of_the_number_and_has_no_age()
    {
        string queue = await FillAsync("hidden", 0);
        using AzuriteClient client = new(_server);
        await client.SendMessageAsync(queue, hiddenSeconds: 3600);

        CheckResult result = await RunAsync(("ConnectionString", _server.ConnectionString), ("Queue", queue), ("OldestErrorAbove", "1s"));

        Assert.Equal((HealthStatus.Healthy, "length"), (result.Status, Assert.Single(result.Outcome.Data!).Key));
    }

    [Fact]
    public async Task The_first_message_stays_where_it_is()
    {
        string queue = await FillAsync("peeked", 1);

        for (int run = 0; run < 2; run++)
        {
            CheckResult result = await RunAsync(("ConnectionString", _server.ConnectionString), ("Queue", queue), ("OldestErrorAbove", "1h"));

            Assert.Equal(HealthStatus.Healthy, result.Status);
            Assert.InRange(((ObservedValue)result.Outcome.Data!["oldest"]).Value, 0, 3600);
        }
    }

    [Fact]
    public async Task A_message_of_the_greatest_length_has_an_age()
    {
        string queue = await FillAsync("long", 0);
        using AzuriteClient client = new(_server);
        await client.SendMessageAsync(queue, string.Concat(Enumerable.Repeat("&amp;", 65_536)));

        CheckResult result = await RunAsync(("ConnectionString", _server.ConnectionString), ("Queue", queue), ("OldestErrorAbove", "1h"));

        Assert.Equal((HealthStatus.Healthy, true), (result.Status, result.Outcome.Data!.ContainsKey("oldest")));
    }

    [Theory]
    [InlineData("Sun, 01 Mar 2026 11:50:00 GMT", 600, HealthStatus.Healthy)]
    [InlineData("Sun, 01 Mar 2026 11:49:59 GMT", 601, HealthStatus.Degraded)]
    [InlineData("Sun, 01 Mar 2026 10:59:59 GMT", 3601, HealthStatus.Unhealthy)]
    [InlineData("Sun, 01 Mar 2026 12:00:01 GMT", 0, HealthStatus.Healthy)]
    public async Task The_age_of_the_first_message_is_by_the_clock_of_the_service(string inserted, double seconds, HealthStatus status)
    {
        await using ScriptedServer service = Answering(Metadata(1), Messages(Message(inserted), Noon));

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"), ("OldestWarnAbove", "10m"), ("OldestErrorAbove", "1h"));

        Assert.Equal((status, status == HealthStatus.Healthy ? null : HealthReason.Threshold), (result.Status, result.Outcome.Reason));
        Assert.Equal(new ObservedValue(seconds, "s"), result.Outcome.Data!["oldest"]);
    }

    [Fact]
    public async Task A_service_that_does_not_tell_the_time_is_held_to_that_of_the_app()
    {
        // The clock of the engine stands where it begins.
        DateTimeOffset now = new CountingClock().GetUtcNow();
        await using ScriptedServer service = Answering(Metadata(1), Messages(Message($"{now.AddMinutes(-5):r}")));

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"), ("OldestErrorAbove", "1m"));

        Assert.Equal((HealthReason.Threshold, new ObservedValue(300, "s")), (result.Outcome.Reason, result.Outcome.Data!["oldest"]));
    }

    [Fact]
    public async Task Without_a_poison_queue_there_are_no_dead_letters_and_the_result_says_so()
    {
        string queue = await FillAsync("unpoisoned", 1);

        CheckResult result = await RunAsync(("ConnectionString", _server.ConnectionString), ("Queue", queue), ("DeadLettersErrorAbove", "0"));

        Assert.Equal((HealthStatus.Healthy, "There is no poison queue, unpoisoned-poison."), (result.Status, result.Outcome.Description));
        Assert.Equal(new ObservedValue(0, "{message}"), result.Outcome.Data!["deadLetters"]);
    }

    [Theory]
    [InlineData("2", null)]
    [InlineData("1", HealthReason.Threshold)]
    public async Task The_messages_of_the_poison_queue_are_held_to_their_limit(string limit, HealthReason? reason)
    {
        string queue = await FillAsync($"poisoned-{limit}", 0);
        await FillAsync($"{queue}-poison", 2);

        CheckResult result = await RunAsync(("ConnectionString", _server.ConnectionString), ("Queue", queue), ("DeadLettersErrorAbove", limit));

        Assert.Equal((reason, new ObservedValue(2, "{message}")), (result.Outcome.Reason, result.Outcome.Data!["deadLetters"]));
    }

    [Theory]
    [InlineData(403, "x-ms-request-id: 1\r\nx-ms-error-code: AuthorizationPermissionMismatch", HealthReason.Forbidden)]
    [InlineData(404, "Server: another", HealthReason.UnexpectedAnswer)]
    [InlineData(200, "x-ms-request-id: 1", HealthReason.UnexpectedAnswer)]
    public async Task A_poison_queue_of_which_nothing_is_known_is_an_ERROR(int status, string headers, HealthReason reason)
    {
        await using ScriptedServer service = Answering(Metadata(0), $"HTTP/1.1 {status} x\r\n{headers}\r\nContent-Length: 0\r\n\r\n");

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"), ("DeadLettersErrorAbove", "0"));

        Assert.Equal(reason, result.Outcome.Reason);
    }

    [Fact]
    public async Task A_role_that_may_not_peek_is_FORBIDDEN()
    {
        await using ScriptedServer service = Answering(
            Metadata(0), "HTTP/1.1 403 x\r\nx-ms-request-id: 1\r\nx-ms-error-code: AuthorizationPermissionMismatch\r\nContent-Length: 0\r\n\r\n");

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"), ("OldestErrorAbove", "1h"));

        Assert.Equal(
            (HealthReason.Forbidden, "The credentials do not permit to read the messages of the queue, or the network of the app is not allowed. It answered 403, AuthorizationPermissionMismatch."),
            (result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Metadata_without_a_number_is_UNEXPECTED_ANSWER(string count)
    {
        await using ScriptedServer service = Answering(Metadata(count));

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"));

        Assert.Equal((HealthReason.UnexpectedAnswer, "The answer tells no number of messages."), (result.Outcome.Reason, result.Outcome.Description));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<Messages/>")]
    [InlineData("<QueueMessagesList/><more/>")]
    [InlineData("<QueueMessagesList><queueMessage/></QueueMessagesList>")]
    [InlineData("<QueueMessagesList><QueueMessage/></QueueMessagesList>")]
    [InlineData("<QueueMessagesList><QueueMessage><InsertionTime>noon</InsertionTime></QueueMessage></QueueMessagesList>")]
    [InlineData("<QueueMessagesList><QueueMessage><InsertionTime><a/></InsertionTime></QueueMessage></QueueMessagesList>")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><QueueMessagesList>&b;</QueueMessagesList>""")]
    public async Task An_answer_that_is_no_list_of_messages_is_UNEXPECTED_ANSWER(string body)
    {
        await using ScriptedServer service = Answering(Metadata(1), Messages(body));

        CheckResult result = await RunAsync(("ConnectionString", Of(service)), ("Queue", "orders"), ("OldestErrorAbove", "1h"));

        Assert.Equal((HealthReason.UnexpectedAnswer, "The answer is no list of messages."), (result.Outcome.Reason, result.Outcome.Description));
    }

    protected override Uri UriOf(AzuriteServer server) => server.QueueUri;

    protected override void Add(IHealthChecksBuilder checks, X509ChainPolicy trust, Func<string, string?> variable) =>
        checks.AddCheckType(new QueueCheckType { Trust = trust, Variable = variable });

    private static string Metadata(object count) =>
        $"HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\nx-ms-approximate-messages-count: {count}\r\nContent-Length: 0\r\n\r\n";

    private static string Messages(string body, string? date = null) =>
        $"HTTP/1.1 200 OK\r\nx-ms-request-id: 1\r\n{(date is null ? null : $"Date: {date}\r\n")}Content-Length: {body.Length}\r\n\r\n{body}";

    private static string Message(string inserted) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><QueueMessagesList><QueueMessage><MessageId>1</MessageId><InsertionTime>{inserted}</InsertionTime></QueueMessage></QueueMessagesList>";

    private static IEnumerable<string> Requests(ScriptedServer service) =>
        Assert.Single(service.Connections).Requests.Select(request => request.Split(" HTTP/1.1")[0]);

    /// <summary>Creates a queue with messages.</summary>
    /// <returns>Its name.</returns>
    private async Task<string> FillAsync(string queue, int messages)
    {
        await _server.StartAsync();
        using AzuriteClient client = new(_server);
        await client.CreateQueueAsync(queue);
        for (int message = 0; message < messages; message++)
        {
            await client.SendMessageAsync(queue);
        }

        return queue;
    }
}
