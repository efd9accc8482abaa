using System.Net;
using System.Net.Sockets;
using HealthFunctions.Checks.Dns;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Checks.Dns;

/// <summary>Tests DNS checks and their options by the resolver of this machine.</summary>
public sealed class DnsHealthCheckTests
{
    private const string Host = "a host name, such as db.example.org";
    private const string Address = "an IP address or a network, such as 10.0.0.4 or 10.0.0.0/8";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "10.0.0.4", $"'10.0.0.4'; allowed: {Host}")]
    [InlineData("Host", "::1", $"'::1'; allowed: {Host}")]
    [InlineData("Host", "https://a/", $"'https://a/'; allowed: {Host}")]
    [InlineData("Host", "a:53", $"'a:53'; allowed: {Host}")]
    [InlineData("RecordType", "MX", "'MX'; allowed: A or AAAA")]
    [InlineData("RecordType", "1", "'1'; allowed: A or AAAA")]
    [InlineData("Expect__0", "10.1", $"'10.1'; allowed: {Address}")]
    [InlineData("Expect__0", "10.0.0.1/8", $"'10.0.0.1/8'; allowed: {Address}")]
    [InlineData("Expect__0", "10/8", $"'10/8'; allowed: {Address}")]
    [InlineData("Expect__0", "localhost", $"'localhost'; allowed: {Address}")]
    [InlineData("Expect", "10.0.0.1", "'10.0.0.1'; allowed: a list, HealthChecks__a__Expect__0 and so on")]
    [InlineData("Server", "10.0.0.1", "unknown; allowed: Expect, FailuresBeforeError, Host, MaxAge, RecordType, Tags, Timeout, Type, WarnAfter")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__a__{key} is {problem}."],
        Errors(_ => { }, ("HealthChecks__a__Type", "Dns"), ("HealthChecks__a__Host", "a"), ($"HealthChecks__a__{key}", value)));

    [Fact]
    public void An_expected_address_must_be_one_that_the_record_can_hold() => Assert.Equal(
        ["HealthChecks__a__Expect__1 is '::1', which no record of the RecordType holds; allowed: IPv4."],
        Errors(
            _ => { },
            ("HealthChecks__a__Type", "Dns"),
            ("HealthChecks__a__Host", "a"),
            ("HealthChecks__a__RecordType", "a"),
            ("HealthChecks__a__Expect__0", "10.0.0.0/8"),
            ("HealthChecks__a__Expect__1", "::1")));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Health check 'a': Host is missing; allowed: {Host}.",
            "Health check 'a': RecordType is '7'; allowed: A or AAAA.",
            $"Health check 'a': Expect:0 is 'x'; allowed: {Address}.",
        ],
        Errors(checks => checks.AddDns("a", options =>
        {
            options.RecordType = (DnsRecordType)7;
            options.Expect.Add("x");
        })));

    [Fact]
    public async Task A_name_that_is_resolved_is_OK_and_its_addresses_are_data()
    {
        HealthReportEntry entry = await RunAsync(("Host", "localhost"), ("RecordType", "A"));

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
        Assert.All(
            Assert.IsType<string>(entry.Data["addresses"]).Split(", "),
            address => Assert.Equal(AddressFamily.InterNetwork, IPAddress.Parse(address).AddressFamily));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task An_expected_address_that_is_found_is_OK(string expected)
    {
        HealthReportEntry entry = await RunAsync(("Host", "localhost"), ("Expect__0", expected));

        Assert.Equal(HealthStatus.Healthy, entry.Status);
    }

    [Fact]
    public async Task An_expected_address_that_is_missing_is_an_ERROR()
    {
        HealthReportEntry entry = await RunAsync(
            ("Host", "localhost"), ("RecordType", "A"), ("Expect__0", "127.0.0.1"), ("Expect__1", "10.1.2.0/24"), ("Expect__2", "10.2.3.4"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal($"Expected 10.1.2.0/24 and 10.2.3.4 among the addresses of localhost, got {entry.Data["addresses"]}.", entry.Description);
    }

    [Fact]
    public async Task A_name_that_is_not_resolved_is_an_ERROR()
    {
        HealthReportEntry entry = await RunAsync(("Host", "nothing.invalid"));

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.IsType<SocketException>(entry.Exception);
    }

    [Fact]
    public async Task A_failure_has_the_status_of_the_registration()
    {
        await using EngineUnderTest engine = new(checks => checks.AddDns(
            "a",
            options =>
            {
                options.Host = "localhost";
                options.Expect.Add("10.1.2.3");
            },
            HealthStatus.Degraded));

        Assert.Equal(HealthStatus.Degraded, (await engine.GetOrStartRunAsync("a")).Status);
    }

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;

    private static async Task<HealthReportEntry> RunAsync(params IEnumerable<(string Key, string Value)> settings)
    {
        await using EngineUnderTest engine = new(
            _ => { }, [("HealthChecks__a__Type", "Dns"), .. settings.Select(setting => ($"HealthChecks__a__{setting.Key}", (string?)setting.Value))]);
        return (await engine.ReportAsync()).Entries["a"];
    }
}
