using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.RabbitMq;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace HealthFunctions.Checks.Tests.RabbitMq;

public sealed class RabbitMqCheckTests(RabbitMqServer server)
{
    private const string AllowedUri = "allowed: a URI, such as amqps://health:…@broker.example.org/shop.";

    private string ConnectionString => $"amqp://{server.User}:{server.Password}@{server.Host}:{server.Port}";

    [Theory]
    [InlineData(3, 4, HealthStatus.Healthy)]
    [InlineData(2, 3, HealthStatus.Degraded)]
    [InlineData(1, 2, HealthStatus.Unhealthy)]
    public async Task More_messages_than_a_limit_are_beyond_it(int warnAbove, int errorAbove, HealthStatus status)
    {
        string queue = await CreateQueueAsync(messages: 3);

        CheckResult result = await RunAsync(("Queue", queue), ("WarnAbove", $"{warnAbove}"), ("ErrorAbove", $"{errorAbove}"));

        Assert.Equal((status, status == HealthStatus.Healthy ? null : HealthReason.Threshold), (result.Status, result.Outcome.Reason));
        Assert.Equal(new ObservedValue(3, "{message}"), result.Outcome.Data!["length"]);
    }

    [Fact]
    public async Task Dead_letters_are_counted_in_their_queue()
    {
        string queue = await CreateQueueAsync(messages: 0);
        string dead = await CreateQueueAsync(messages: 1);

        CheckResult result = await RunAsync(("Queue", queue), ("DeadLetterQueue", dead), ("DeadLettersErrorAbove", "0"));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Threshold), (result.Status, result.Outcome.Reason));
        Assert.Equal(
            (new ObservedValue(0, "{message}"), new ObservedValue(1, "{message}")), (result.Outcome.Data!["length"], result.Outcome.Data["deadLetters"]));
    }

    [Theory]
    [InlineData("Queue")]
    [InlineData("DeadLetterQueue")]
    public async Task A_queue_that_does_not_exist_is_NOT_FOUND(string key)
    {
        await server.StartAsync();

        CheckResult result = await RunAsync((key, "nowhere"));

        Assert.Equal(HealthReason.NotFound, result.Outcome.Reason);
    }

    [Fact]
    public async Task A_virtual_host_that_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();

        CheckResult result = await FamilyProbe.RunAsync(
            checks => checks.AddRabbitMqCheckTypes(), "RabbitMq", [("ConnectionString", $"{ConnectionString}/nowhere")]);

        Assert.Equal(HealthReason.NotFound, result.Outcome.Reason);
    }

    [Fact]
    public async Task A_queue_of_another_connection_alone_is_FORBIDDEN()
    {
        await server.StartAsync();
        await using IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        string queue = (await channel.QueueDeclareAsync(cancellationToken: TestContext.Current.CancellationToken)).QueueName;

        CheckResult result = await RunAsync(("Queue", queue));

        Assert.Equal(HealthReason.Forbidden, result.Outcome.Reason);
    }

    [Fact]
    public async Task The_end_of_TLS_within_an_answer_is_CONNECTION_LOST()
    {
        using X509Certificate2 certificate = TestCertificate.Create(TimeSpan.FromDays(90));
        await using ScriptedServer broken = new(async connection =>
        {
            await using SslStream tls = new(connection.Stream, leaveInnerStreamOpen: true);
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[8]);
            // The header of a frame, and no more. The connection below stays open.
            await tls.WriteAsync(new byte[] { 1, 0, 0, 0, 0, 1, 0 });
            await tls.ShutdownAsync();
            await connection.ReadToEndAsync();
        });

        CheckResult result = await FamilyProbe.RunAsync(
            checks => checks.AddCheckType(new RabbitMqCheckType { Trust = TestCertificate.Trust(certificate) }),
            "RabbitMq",
            [("ConnectionString", $"amqps://localhost:{broken.Address.Port}")]);

        Assert.Equal(HealthReason.ConnectionLost, result.Outcome.Reason);
    }

    [Fact]
    public async Task It_can_be_added_in_code()
    {
        await server.StartAsync();

        CheckResult result = await FamilyProbe.RunAsync((checks, name) => checks.AddRabbitMq(name, options => options.ConnectionString = ConnectionString));

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Empty(result.Outcome.Data ?? new Dictionary<string, object>());
    }

    [Theory]
    [InlineData("", "", "", "", "", "", $"ConnectionString is missing; {AllowedUri}")]
    [InlineData("canary", "", "", "", "", "", $"ConnectionString is not a connection string; {AllowedUri}")]
    [InlineData("https://a:canary@b", "", "", "", "", "", $"ConnectionString is not a connection string; {AllowedUri}")]
    [InlineData("amqp://a:canary@b/c/d", "", "", "", "", "", $"ConnectionString is not a connection string; {AllowedUri}")]
    [InlineData("amqp://a", "", "1", "", "", "", "Queue is missing, and WarnAbove needs it; allowed: the name of a queue, 1 to 255 bytes.")]
    [InlineData("amqp://a", "", "", "1", "", "", "Queue is missing, and ErrorAbove needs it; allowed: the name of a queue, 1 to 255 bytes.")]
    [InlineData("amqp://a", "q", "2", "2", "", "", "WarnAbove is '2'; allowed: less than ErrorAbove, 2.")]
    [InlineData("amqp://a", "q", "", "", "", "0", "DeadLetterQueue is missing, and DeadLettersErrorAbove needs it; allowed: the name of a queue, 1 to 255 bytes.")]
    public void Wrong_options_are_told_the_same_from_settings_and_from_code(
        string connectionString, string queue, string warnAbove, string errorAbove, string deadLetterQueue, string deadLettersErrorAbove, string error)
    {
        Assert.Equal([error], FamilyProbe.Errors(
            checks => checks.AddRabbitMqCheckTypes(),
            "RabbitMq",
            [
                ("ConnectionString", connectionString), ("Queue", queue), ("WarnAbove", warnAbove), ("ErrorAbove", errorAbove),
                ("DeadLetterQueue", deadLetterQueue), ("DeadLettersErrorAbove", deadLettersErrorAbove),
            ]));
        Assert.Equal([error], FamilyProbe.Errors((checks, name) => checks.AddRabbitMq(name, options =>
        {
            options.ConnectionString = connectionString;
            options.Queue = queue.Length == 0 ? null : queue;
            options.WarnAbove = Number(warnAbove);
            options.ErrorAbove = Number(errorAbove);
            options.DeadLetterQueue = deadLetterQueue.Length == 0 ? null : deadLetterQueue;
            options.DeadLettersErrorAbove = Number(deadLettersErrorAbove);
        })));
    }

    [Fact]
    public void A_limit_on_the_age_of_a_message_is_no_setting_as_AMQP_does_not_tell_it()
    {
        string error = Assert.Single(FamilyProbe.Errors(
            checks => checks.AddRabbitMqCheckTypes(), "RabbitMq", [("ConnectionString", "amqp://a"), ("Queue", "q"), ("OldestErrorAbove", "1h")]));

        Assert.StartsWith("OldestErrorAbove is unknown", error, StringComparison.Ordinal);
    }

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task<CheckResult> RunAsync(params IEnumerable<(string Key, string Value)> settings) =>
        FamilyProbe.RunAsync(checks => checks.AddRabbitMqCheckTypes(), "RabbitMq", [("ConnectionString", ConnectionString), .. settings]);

    private Task<IConnection> ConnectAsync() => RabbitMqUri.Parse(ConnectionString).CreateConnectionAsync(TestContext.Current.CancellationToken);

    private async Task<string> CreateQueueAsync(int messages)
    {
        await server.StartAsync();
        await using IConnection connection = await ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), TestContext.Current.CancellationToken);
        string queue = $"queue-{Guid.NewGuid()}";
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken);
        for (int i = 0; i < messages; i++)
        {
            // The server confirms what it has put into the queue.
            await channel.BasicPublishAsync(string.Empty, queue, "hello"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        return queue;
    }
}
