using HealthFunctions.Checks.Smtp;
using HealthFunctions.Checks.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Smtp;

/// <summary>Tests the options of SMTP checks, from settings and from code.</summary>
public sealed class SmtpCheckOptionsTests
{
    private const string Host = "a host name or an IP address, without scheme and port, such as db.example.org";

    [Theory]
    [InlineData("Host", "", $"missing; allowed: {Host}")]
    [InlineData("Host", "smtp://mail", $"'smtp://mail'; allowed: {Host}")]
    [InlineData("Port", "0", "'0'; allowed: a whole number from 1 to 65535")]
    [InlineData("Security", "Ssl", "'Ssl'; allowed: Auto, None, StartTls or Tls")]
    [InlineData("Security", "1", "'1'; allowed: Auto, None, StartTls or Tls")]
    [InlineData("UserName", "shop", "missing; allowed: the password of UserName", "Password")]
    [InlineData("Password", "secret", "missing; allowed: the name of the user that Password belongs to", "UserName")]
    [InlineData("CertificateExpiryWarning", "14", "'14'; allowed: a duration from 1s to 366d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem, string? reported = null) => Assert.Equal(
        [$"{reported ?? key} is {problem}."], FamilyProbe.Errors(checks => checks.AddSmtpCheckTypes(), "Smtp", ("Host", "mail"), (key, value)));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Host is missing; allowed: {Host}.",
            "Port is '0'; allowed: a whole number from 1 to 65535.",
            "Security is '9'; allowed: Auto, None, StartTls or Tls.",
            "Password is missing; allowed: the password of UserName.",
            "CertificateExpiryWarning is '00:00:00'; allowed: a duration from 1s to 366d.",
        ],
        FamilyProbe.Errors((checks, name) => checks.AddSmtp(name, options =>
        {
            options.Port = 0;
            options.Security = (SmtpSecurity)9;
            options.UserName = "shop";
            options.CertificateExpiryWarning = TimeSpan.Zero;
        })));

    [Fact]
    public void A_certificate_needs_TLS() => Assert.Equal(
        ["CertificateExpiryWarning is given for Security None, which has no certificate; allowed: with another Security."],
        FamilyProbe.Errors((checks, name) => checks.AddSmtp(
            name, options => (options.Host, options.Security, options.CertificateExpiryWarning) = ("mail", SmtpSecurity.None, TimeSpan.FromDays(14)))));

    [Theory]
    [InlineData(SmtpSecurity.Auto, 587)]
    [InlineData(SmtpSecurity.None, 587)]
    [InlineData(SmtpSecurity.StartTls, 587)]
    [InlineData(SmtpSecurity.Tls, 465)]
    public void The_port_depends_on_the_security(SmtpSecurity security, int port) =>
        Assert.Equal(port, SmtpCheckType.PortOf(new SmtpCheckOptions { Security = security }));
}
