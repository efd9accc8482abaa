using HealthFunctions.Checks.Dns;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Dns;

/// <summary>Tests the options of DNS checks, from settings and from code.</summary>
public sealed class DnsCheckOptionsTests
{
    private const string Host = "a whole name, such as db.example.org";
    private const string Server = "an IP address or a host name, with or without a port, such as 10.0.0.53, [fd00::53]:5353 or ns1.example.org";
    private const string V4 = "an IPv4 address or network, such as 10.0.0.4 or 10.0.0.0/8";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "10.0.0.4", $"'10.0.0.4'; allowed: {Host}")]
    [InlineData("Host", "db.example.org:53", $"'db.example.org:53'; allowed: {Host}")]
    [InlineData("Host", "a b", $"'a b'; allowed: {Host}")]
    [InlineData("Host", ".", $"'.'; allowed: {Host}")]
    [InlineData("Host", "a..example.org", $"'a..example.org'; allowed: {Host}")]
    [InlineData("RecordType", "1", "'1'; allowed: A, AAAA, CNAME, TXT, MX")]
    [InlineData("RecordType", "SRV", "'SRV'; allowed: A, AAAA, CNAME, TXT, MX")]
    [InlineData("RecordType", "A,TXT", "'A,TXT'; allowed: A, AAAA, CNAME, TXT, MX")]
    [InlineData("Server", "10.0.0.53:0", $"'10.0.0.53:0'; allowed: {Server}")]
    [InlineData("Server", "10.0.0.53:65536", $"'10.0.0.53:65536'; allowed: {Server}")]
    [InlineData("Server", "10.0.0.53:", $"'10.0.0.53:'; allowed: {Server}")]
    [InlineData("Server", ":53", $"':53'; allowed: {Server}")]
    [InlineData("Server", "[fd00::53", $"'[fd00::53'; allowed: {Server}")]
    [InlineData("Server", "udp://10.0.0.53", $"'udp://10.0.0.53'; allowed: {Server}")]
    [InlineData("Expect__0", "fd00::4", $"'fd00::4'; allowed: {V4}")]
    [InlineData("Expect__1", "10.1", $"'10.1'; allowed: {V4}")]
    [InlineData("Expect__1", "10.0.0.4/8", $"'10.0.0.4/8'; allowed: {V4}")]
    [InlineData("Port", "53", "unknown; allowed: Expect, FailuresBeforeError, Host, MaxAge, RecordType, Server, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) =>
        Assert.Equal([$"{key} is {problem}."], Errors(("Host", "db.example.org"), ("Expect__0", "10.0.0.4"), (key, value)));

    [Theory]
    [InlineData("AAAA", "10.0.0.4", "an IPv6 address or network, such as fd00::4 or fd00::/8")]
    [InlineData("CNAME", "a b", "a host name, such as shop.example.org")]
    [InlineData("MX", "a 10", "a host name, with or without its preference, such as mail.example.org or 10 mail.example.org")]
    [InlineData("MX", "65536 mail.example.org", "a host name, with or without its preference, such as mail.example.org or 10 mail.example.org")]
    public void What_a_record_cannot_hold_is_reported(string type, string expect, string allowed) => Assert.Equal(
        [$"Expect__0 is '{expect}'; allowed: {allowed}."],
        Errors(("Host", "example.org"), ("RecordType", type), ("Expect__0", expect)));

    [Theory]
    [InlineData("10.0.0.53")]
    [InlineData("10.0.0.53:5353")]
    [InlineData("fd00::53")]
    [InlineData("[fd00::53]")]
    [InlineData("[fd00::53]:5353")]
    [InlineData("ns1.example.org")]
    [InlineData("ns1.example.org:5353")]
    public async Task Addresses_and_names_are_name_servers(string server)
    {
        await using EngineUnderTest engine = new(checks => checks.AddDns("dns", options =>
        {
            options.Host = "_dmarc.b\u00FCcher.example.";
            options.RecordType = DnsRecordType.TXT;
            options.Server = server;
            options.Expect.Add("any text");
        }));

        Assert.NotNull(engine.Service);
    }

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Host is '{new string('a', 64)}.example'; allowed: {Host}.",
            "RecordType is '16'; allowed: A, AAAA, CNAME, TXT, MX.",
        ],
        FamilyProbe.Errors((checks, name) => checks.AddDns(name, options =>
        {
            options.Host = $"{new string('a', 64)}.example";
            options.RecordType = (DnsRecordType)16;
        })));

    private static IReadOnlyList<string> Errors(params IEnumerable<(string Key, string Value)> settings) =>
        FamilyProbe.Errors(checks => checks.AddDnsCheckTypes(), "Dns", settings);
}
