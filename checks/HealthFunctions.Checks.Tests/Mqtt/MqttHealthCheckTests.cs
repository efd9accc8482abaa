using System.Text;
using HealthFunctions.Checks.Mqtt;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Mqtt;

/// <summary>Tests what is particular to MQTT checks; the conformance suite tests the rest.</summary>
public sealed class MqttHealthCheckTests(MosquittoServer server)
{
    [Fact]
    public async Task A_run_has_a_clean_session_without_a_will_pings_and_says_goodbye()
    {
        TaskCompletionSource<byte[]> sent = new();
        await using ScriptedServer mqtt = new(async connection =>
        {
            using MemoryStream all = new();
            byte[] connect = await ReadPacketAsync(connection.Stream);
            await connection.Stream.WriteAsync(new byte[] { 0x20, 2, 0, 0 });
            byte[] ping = await ReadPacketAsync(connection.Stream);
            await connection.Stream.WriteAsync(new byte[] { 0xD0, 0 });
            await connection.Stream.CopyToAsync(all);
            sent.SetResult([.. connect, .. ping, .. all.ToArray()]);
        });

        CheckResult result = await RunAsync(mqtt, options => (options.ClientId, options.UserName, options.Password) = ("me", "shop", "secret"));

        Assert.Equal(HealthStatus.Healthy, result.Status);
        // MQTT 3.1.1: CONNECT with a name, a password, a clean session and no keep-alive; PINGREQ; DISCONNECT.
        byte[] connect = [.. Text("MQTT"), 4, 0b1100_0010, 0, 0, .. Text("me"), .. Text("shop"), .. Text("secret")];
        Assert.Equal([0x10, (byte)connect.Length, .. connect, 0xC0, 0, 0xE0, 0], await sent.Task);
    }

    [Theory]
    [InlineData(1, HealthReason.UnexpectedStatus)]
    [InlineData(2, HealthReason.UnexpectedStatus)]
    [InlineData(3, HealthReason.Unavailable)]
    [InlineData(4, HealthReason.Authentication)]
    [InlineData(5, HealthReason.Authentication)]
    [InlineData(6, HealthReason.UnexpectedAnswer)]
    public async Task A_server_that_does_not_accept_the_connection_is_an_ERROR(byte code, HealthReason reason)
    {
        await using ScriptedServer mqtt = Answering([0x20, 2, 0, code]);

        Assert.Equal(reason, (await RunAsync(mqtt)).Outcome.Reason);
    }

    [Theory]
    [InlineData(new byte[] { 0xD0, 0 })]
    [InlineData(new byte[] { 0x20, 2, 0, 0, 0x20, 2, 0, 0 })]
    [InlineData(new byte[] { 0x20, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x48, 0x54, 0x54, 0x50, 0x2F, 0x31, 0x2E, 0x31 })]
    public async Task An_answer_to_another_question_is_UNEXPECTED_ANSWER(byte[] answer)
    {
        await using ScriptedServer mqtt = Answering(answer);

        CheckResult result = await RunAsync(mqtt);

        Assert.True(result.Outcome.Reason == HealthReason.UnexpectedAnswer, $"{result.Outcome.Reason} {result.Outcome.Exception}");
    }

    [Fact]
    public async Task Checks_without_a_ClientId_do_not_disturb_each_other()
    {
        await server.StartAsync();

        CheckResult[] results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => FamilyProbe.RunAsync((checks, name) => checks.AddMqtt(name, options =>
            (options.Host, options.Port, options.Tls, options.UserName, options.Password) = (server.Host, server.Port, false, server.User, server.Password)))));

        Assert.All(results, result => Assert.Equal(HealthStatus.Healthy, result.Status));
    }

    [Fact]
    public async Task A_certificate_near_its_end_is_a_WARNING()
    {
        await server.StartAsync();
        MqttHealthCheck check = new(
            new MqttCheckOptions
            {
                Host = "localhost",
                Port = server.TlsPort,
                UserName = server.User,
                Password = server.Password,
                CertificateExpiryWarning = TimeSpan.FromDays(1),
            },
            TimeProvider.System,
            TestCertificate.Trust(server.Authority.Certificate));

        HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthReason.CertificateExpiring, result.Data[HealthCheckResultExtensions.ReasonKey]);
        Assert.Equal(new ObservedValue(0, "d"), result.Data["certificateDaysLeft"]);
    }

    private static ScriptedServer Answering(byte[] answer) => new(async connection =>
    {
        await ReadPacketAsync(connection.Stream);
        await connection.Stream.WriteAsync(answer);
        await connection.ReadToEndAsync();
    });

    private static Task<CheckResult> RunAsync(ScriptedServer mqtt, Action<MqttCheckOptions>? configure = null) =>
        FamilyProbe.RunAsync((checks, name) => checks.AddMqtt(name, options =>
        {
            (options.Host, options.Port, options.Tls) = ("127.0.0.1", mqtt.Address.Port, false);
            configure?.Invoke(options);
        }));

    private static async Task<byte[]> ReadPacketAsync(Stream stream)
    {
        byte[] head = new byte[2];
        await stream.ReadExactlyAsync(head);
        byte[] body = new byte[head[1]];
        await stream.ReadExactlyAsync(body);
        return [.. head, .. body];
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
