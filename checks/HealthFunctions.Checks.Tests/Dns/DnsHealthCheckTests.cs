using System.Globalization;
using System.Net.Sockets;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Dns;

/// <summary>Tests <c>Type=Dns</c> against a real name server, and against sockets that are none.</summary>
public sealed class DnsHealthCheckTests(DnsServer dns)
{
    [Theory]
    [InlineData("three.health.test", null, "192.0.2.1, 192.0.2.2", 3600)]
    [InlineData("Three.health.test.", "a", "192.0.2.1, 192.0.2.2", 3600)]
    [InlineData("three.health.test", "AAAA", "2001:db8::1", 3600)]
    [InlineData("alias.health.test", "A", "192.0.2.1", 600)]
    [InlineData("alias.health.test", "CNAME", "one.health.test.", 600)]
    [InlineData("b\u00FCcher.health.test", "CNAME", "one.health.test.", 3600)]
    [InlineData("health.test", "MX", "10 mail.health.test.", 3600)]
    [InlineData("text.health.test", "TXT", "v=spf1 -all", 3600)]
    [InlineData("_dmarc.health.test", "TXT", "v=DMARC1; p=none", 3600)]
    public async Task Records_that_exist_are_OK_and_are_data(string host, string? type, string answers, int timeToLive)
    {
        CheckResult result = await RunAsync(host, type);

        Assert.Equal((HealthStatus.Healthy, null), (result.Status, result.Outcome.Description));
        IReadOnlyDictionary<string, object> data = result.Outcome.Data!;
        Assert.Equal(answers.Split(", ").Order(), Assert.IsType<string>(data["answers"]).Split(", ").Order());
        Assert.Equal(new ObservedValue(timeToLive, "s"), data["timeToLive"]);
        // The clock of the test stands still.
        Assert.Equal(new ObservedValue(0, "ms"), data["latency"]);
    }

    [Theory]
    [InlineData("three.health.test", "A", "192.0.2.2")]
    [InlineData("three.health.test", "A", "192.0.2.1", "192.0.0.0/16")]
    [InlineData("three.health.test", "AAAA", "2001:db8:0::1")]
    [InlineData("alias.health.test", "CNAME", "ONE.health.test")]
    [InlineData("health.test", "MX", "mail.health.test", "10 mail.health.test.")]
    [InlineData("_dmarc.health.test", "TXT", "v=DMARC1; p=none")]
    public async Task Values_that_are_among_the_answers_are_OK(string host, string type, params string[] expect) =>
        Assert.Equal(HealthStatus.Healthy, (await RunAsync(host, type, expect)).Status);

    [Theory]
    [InlineData("text.health.test", "TXT", "v=SPF1 -all", "v=spf1 -all")]
    [InlineData("text.health.test", "TXT", "v=spf1", "v=spf1 -all")]
    [InlineData("alias.health.test", "CNAME", "three.health.test", "one.health.test.")]
    [InlineData("health.test", "MX", "20 mail.health.test", "10 mail.health.test.")]
    [InlineData("health.test", "MX", "health.test", "10 mail.health.test.")]
    public async Task A_value_that_is_not_among_the_answers_is_an_ERROR(string host, string type, string expect, string got)
    {
        CheckResult result = await RunAsync(host, type, expect);

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.UnexpectedAnswer), (result.Status, result.Outcome.Reason));
        Assert.Equal($"Expected {expect} among the {type} records of {host}., got {got}.", result.Outcome.Description);
    }

    [Theory]
    [InlineData("A", "192.0.2.3", "10.0.0.0/8")]
    [InlineData("AAAA", "2001:db8::2", "fd00::/8")]
    public async Task All_expected_values_must_be_among_the_answers(string type, params string[] expect)
    {
        CheckResult result = await RunAsync("three.health.test", type, expect);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.StartsWith($"Expected {string.Join(" and ", expect)} among ", result.Outcome.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.health.test", "A", HealthReason.NameNotResolved, "knows no missing.health.test.")]
    [InlineData("three.health.test", "MX", HealthReason.NotFound, "There are no MX records of three.health.test.")]
    [InlineData("www.example.org", "A", HealthReason.Forbidden, "answered Refused for www.example.org.")]
    public async Task Records_that_do_not_exist_are_an_ERROR(string host, string type, HealthReason reason, string description)
    {
        CheckResult result = await RunAsync(host, type);

        Assert.Equal((HealthStatus.Unhealthy, reason), (result.Status, result.Outcome.Reason));
        Assert.EndsWith(description, result.Outcome.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_for_UDP_is_had_by_TCP() => Assert.Equal(
        HealthStatus.Healthy, (await RunAsync("long.health.test", "TXT", [.. Enumerable.Range(0, 20).Select(i => $"{new string('x', 100)}{i}")])).Status);

    [Fact]
    public async Task A_name_server_that_never_answers_is_asked_twice_and_an_ERROR()
    {
        await using UdpServer server = UdpServer.Silent();

        CheckResult result = await RunAsync(("Host", "three.health.test"), ("Server", server.Address));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Timeout, 2), (result.Status, result.Outcome.Reason, server.Questions));
    }

    [Fact]
    public async Task The_deadline_ends_the_wait_for_an_answer()
    {
        await using UdpServer server = UdpServer.Silent();
        await using ConformanceProbe probe = new(checks => checks.AddDnsCheckTypes(), "Dns", [("Host", "three.health.test"), ("Server", server.Address)]);

        HealthReason? reason = await probe.RunIntoTimeoutAsync(() => Eventually.TrueAsync(() => server.Questions > 0));

        Assert.Equal((HealthReason.Timeout, 1), (reason, server.Questions));
    }

    [Fact]
    public async Task A_question_that_is_lost_is_asked_again()
    {
        await dns.StartAsync();
        await using UdpServer server = new(async (question, number) => number == 1 ? null : await AskAsync(question));

        CheckResult result = await RunAsync(("Host", "three.health.test"), ("Server", server.Address));

        Assert.Equal((HealthStatus.Healthy, 2), (result.Status, server.Questions));
    }

    [Fact]
    public async Task What_is_no_answer_is_an_ERROR()
    {
        await using UdpServer server = UdpServer.Answering(question => [.. question.AsSpan(0, 2), .. Enumerable.Repeat((byte)0xFF, 30)]);

        CheckResult result = await RunAsync(server);

        Assert.Equal((HealthStatus.Unhealthy, $"The name server {server.Address} gave no answer that can be read."), (result.Status, result.Outcome.Description));
    }

    [Fact]
    public async Task An_answer_with_a_code_that_tells_nothing_is_unexpected()
    {
        // The question with the bit of an answer, and the code 4.
        await using UdpServer server = UdpServer.Answering(question => [.. question.AsSpan(0, 2), 0x80, 4, .. question.AsSpan(4)]);

        CheckResult result = await RunAsync(server);

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.UnexpectedAnswer), (result.Status, result.Outcome.Reason));
    }

    [Fact]
    public async Task A_name_server_that_fails_is_unavailable()
    {
        // The question with the bit of an answer, and the code 2.
        await using UdpServer server = UdpServer.Answering(question => [.. question.AsSpan(0, 2), 0x80, 2, .. question.AsSpan(4)]);

        CheckResult result = await RunAsync(server);

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.Unavailable), (result.Status, result.Outcome.Reason));
    }

    [Fact]
    public async Task A_name_server_whose_name_is_not_resolved_is_an_ERROR()
    {
        CheckResult result = await RunAsync(("Host", "three.health.test"), ("Server", "nothing.invalid"));

        Assert.Equal((HealthStatus.Unhealthy, HealthReason.NameNotResolved), (result.Status, result.Outcome.Reason));
    }

    private static Task<CheckResult> RunAsync(params IEnumerable<(string Key, string Value)> settings) =>
        FamilyProbe.RunAsync(checks => checks.AddDnsCheckTypes(), "Dns", settings);

    private static Task<CheckResult> RunAsync(UdpServer server) =>
        RunAsync(("Host", "three.health.test"), ("Server", server.Address));

    private async Task<byte[]> AskAsync(byte[] question)
    {
        using UdpClient client = new(dns.Host, dns.Port);
        await client.SendAsync(question, TestContext.Current.CancellationToken);
        return (await client.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer;
    }

    private async Task<CheckResult> RunAsync(string host, string? type, params IEnumerable<string> expect)
    {
        await dns.StartAsync();
        return await RunAsync(
        [
            ("Host", host),
            ("Server", string.Create(CultureInfo.InvariantCulture, $"{dns.Host}:{dns.Port}")),
            .. type is null ? [] : new[] { ("RecordType", type) },
            .. expect.Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"Expect__{i}"), value)),
        ]);
    }
}
