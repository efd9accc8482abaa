using HealthFunctions.Checks.Tcp;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Checks.Tcp;

/// <summary>Tests the options of TCP checks, from settings and from code.</summary>
public sealed class TcpCheckOptionsTests
{
    private const string Host = "a host name or an IP address, without scheme and port, such as db.example.org";
    private const string Send = @"not a text that can be sent; allowed: a text in which a \ begins \r, \n, \t, \\ or \x00 to \xFF";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "db.example.org:5432", $"'db.example.org:5432'; allowed: {Host}")]
    [InlineData("Host", "tcp://me:secret@db/", $"'tcp://…@db/'; allowed: {Host}")]
    [InlineData("Host", "a b", $"'a b'; allowed: {Host}")]
    [InlineData("Port", "", "missing; allowed: a whole number from 1 to 65535")]
    [InlineData("Port", "0", "'0'; allowed: a whole number from 1 to 65535")]
    [InlineData("Port", "65536", "'65536'; allowed: a whole number from 1 to 65535")]
    [InlineData("Port", "http", "'http'; allowed: a whole number from 1 to 65535")]
    [InlineData("Send", "AUTH secret\\", Send)]
    [InlineData("Send", "AUTH secret\\q", Send)]
    [InlineData("Send", "AUTH secret\\x1", Send)]
    [InlineData("Send", "AUTH secret\\x 1", Send)]
    [InlineData("Expect", "(", "not a pattern; allowed: a .NET regular expression")]
    [InlineData("MaxAnswerBytes", "0", "'0'; allowed: a whole number from 1 to 65536")]
    [InlineData("MaxAnswerBytes", "65537", "'65537'; allowed: a whole number from 1 to 65536")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) =>
        Assert.Equal([$"HealthChecks__site__{key} is {problem}."], CheckProbe.Errors("Tcp", ("Host", "db"), ("Port", "5432"), (key, value)));

    [Theory]
    [InlineData("db.example.org")]
    [InlineData("some_service")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("b\u00FCcher.example")]
    public void Names_and_addresses_are_hosts(string host) =>
        Assert.Equal(host, CheckProbe.Read(new TcpCheckType(), ("Host", host), ("Port", "80")).Host);

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Health check 'db': Host is missing; allowed: {Host}.",
            "Health check 'db': Port is '0'; allowed: a whole number from 1 to 65535.",
            "Health check 'db': Send is 65537 bytes long; allowed: up to 65536.",
            "Health check 'db': Expect is not a pattern; allowed: a .NET regular expression.",
            "Health check 'db': MaxAnswerBytes is '-1'; allowed: a whole number from 1 to 65536.",
        ],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.AddTcp("db", options =>
        {
            options.Port = 0;
            options.Send = new byte[65_537];
            options.Expect = "(";
            options.MaxAnswerBytes = -1;
        }))).Errors);

    [Fact]
    public void The_defaults_are_those_of_the_settings() => Assert.Equivalent(
        new TcpCheckOptions { Host = "db", Port = 5432 }, CheckProbe.Read(new TcpCheckType(), ("Host", "db"), ("Port", "5432")), strict: true);
}
