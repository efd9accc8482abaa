using HealthFunctions.Checks.Mqtt;
using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Mqtt;

/// <summary>Tests the options of MQTT checks, from settings and from code.</summary>
public sealed class MqttCheckOptionsTests
{
    private const string Host = "a host name or an IP address, without scheme and port, such as db.example.org";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "mqtt://devices", $"'mqtt://devices'; allowed: {Host}")]
    [InlineData("Port", "65536", "'65536'; allowed: a whole number from 1 to 65535")]
    [InlineData("Tls", "yes", "'yes'; allowed: true or false")]
    [InlineData("Password", "secret", "missing; allowed: the name of the user that Password belongs to", "UserName")]
    [InlineData("CertificateExpiryWarning", "14d", "given without TLS, so that there is no certificate; allowed: with TLS")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem, string? reported = null) => Assert.Equal(
        [$"{reported ?? key} is {problem}."], FamilyProbe.Errors(checks => checks.AddMqttCheckTypes(), "Mqtt", ("Host", "devices"), ("Tls", "false"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Host is missing; allowed: {Host}.",
            "Port is '0'; allowed: a whole number from 1 to 65535.",
            "UserName is missing; allowed: the name of the user that Password belongs to.",
            "CertificateExpiryWarning is '00:00:00'; allowed: a duration from 1s to 366d.",
        ],
        FamilyProbe.Errors((checks, name) => checks.AddMqtt(name, options =>
        {
            options.Port = 0;
            options.Password = "secret";
            options.CertificateExpiryWarning = TimeSpan.Zero;
        })));

    [Theory]
    [InlineData(false, 1883)]
    [InlineData(true, 8883)]
    public void The_port_depends_on_TLS(bool tls, int port) => Assert.Equal(port, MqttCheckType.PortOf(new MqttCheckOptions { Tls = tls }));
}
