using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Dns;

[Collection(nameof(AloneInProcess))]
public sealed class DnsLeakTests(DnsServer dns)
{
    [Fact]
    public Task Runs_that_are_answered_leave_nothing_behind() => LeaveNothingAsync(dns.OneAddress, "A", HealthStatus.Healthy, LeakProbe.Probes);

    [Fact]
    public Task Runs_that_are_answered_by_TCP_leave_nothing_behind() => LeaveNothingAsync(dns.LongTexts, "TXT", HealthStatus.Healthy, LeakProbe.Probes);

    [Fact]
    public Task Runs_that_are_refused_leave_nothing_behind() => LeaveNothingAsync("www.example.org", "A", HealthStatus.Unhealthy, LeakProbe.Probes);

    [Fact]
    public async Task Runs_that_get_no_answer_that_can_be_read_leave_nothing_behind()
    {
        await using UdpServer server = UdpServer.Answering(question => [.. question.AsSpan(0, 2), .. Enumerable.Repeat((byte)0xFF, 30)]);

        await LeaveNothingAsync("one.health.test", "A", server.Address, HealthStatus.Unhealthy, LeakProbe.Probes / 10);
    }

    private static Task LeaveNothingAsync(string host, string type, string server, HealthStatus status, int probes) => LeakProbe.LeavesNothingAsync(
        checks => checks.AddDnsCheckTypes(), "Dns", [("Host", host), ("RecordType", type), ("Server", server)], status, probes);

    private async Task LeaveNothingAsync(string host, string type, HealthStatus status, int probes)
    {
        await dns.StartAsync();
        await LeaveNothingAsync(host, type, $"{dns.Host}:{dns.Port}", status, probes);
    }
}
