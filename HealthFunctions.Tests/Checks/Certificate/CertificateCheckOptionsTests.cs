using HealthFunctions.Checks.Certificate;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Tests.Checks.Certificate;

/// <summary>Tests the options of certificate checks, from settings and from code.</summary>
public sealed class CertificateCheckOptionsTests
{
    private const string Allowed = "the path of a PEM, DER or PFX file, such as /etc/ssl/shop.pem";

    [Theory]
    [InlineData("Path", "", $"missing; allowed: {Allowed}")]
    [InlineData("Path", " ", $"missing; allowed: {Allowed}")]
    [InlineData("Path", "a\0b", $"not a path; allowed: {Allowed}")]
    [InlineData("CertificateExpiryWarning", "0s", "'0s'; allowed: a duration from 1s to 366d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__site__{key} is {problem}."],
        CheckProbe.Errors("Certificate", ("Path", "shop.pem"), ("Password", "secret"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Health check 'cert': Path is missing; allowed: {Allowed}.",
            "Health check 'cert': CertificateExpiryWarning is '367.00:00:00'; allowed: a duration from 1s to 366d.",
        ],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.AddCertificate(
            "cert", options => options.CertificateExpiryWarning = TimeSpan.FromDays(367)))).Errors);

    [Fact]
    public void The_defaults_are_those_of_the_settings() => Assert.Equivalent(
        new CertificateCheckOptions { Path = "shop.pem" }, CheckProbe.Read(new CertificateCheckType(), ("Path", "shop.pem")), strict: true);
}
