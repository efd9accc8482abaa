using HealthFunctions.Checks.Tls;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Checks.Tls;

/// <summary>Tests the options of TLS checks, from settings and from code.</summary>
public sealed class TlsCheckOptionsTests
{
    private const string Host = "a host name or an IP address, without scheme and port, such as db.example.org";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "https://shop.example.org/", $"'https://shop.example.org/'; allowed: {Host}")]
    [InlineData("Port", "0", "'0'; allowed: a whole number from 1 to 65535")]
    [InlineData("CertificateExpiryWarning", "14", "'14'; allowed: a duration from 1s to 366d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05")]
    [InlineData("CertificateExpiryWarning", "367d", "'367d'; allowed: a duration from 1s to 366d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) =>
        Assert.Equal([$"HealthChecks__site__{key} is {problem}."], CheckProbe.Errors("Tls", ("Host", "shop"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Health check 'site': Host is missing; allowed: {Host}.",
            "Health check 'site': Port is '65536'; allowed: a whole number from 1 to 65535.",
            "Health check 'site': CertificateExpiryWarning is '00:00:00'; allowed: a duration from 1s to 366d.",
        ],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.AddTls("site", options =>
        {
            options.Port = 65_536;
            options.CertificateExpiryWarning = TimeSpan.Zero;
        }))).Errors);

    [Fact]
    public void The_defaults_are_those_of_the_settings() =>
        Assert.Equivalent(new TlsCheckOptions { Host = "shop" }, CheckProbe.Read(new TlsCheckType(), ("Host", "shop")), strict: true);
}
