using HealthFunctions.Checks.Smtp;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Smtp;

/// <summary>Tests what is particular to SMTP checks; the conformance suite tests the rest.</summary>
public sealed class SmtpHealthCheckTests(SmtpServer server)
{
    [Fact]
    public async Task A_run_sends_no_mail_and_says_goodbye()
    {
        await using ScriptedSmtp smtp = new();

        CheckResult result = await RunAsync(smtp.Port);

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal(["EHLO", "NOOP", "QUIT"], smtp.Commands);
    }

    [Theory]
    [InlineData("421 too busy", HealthReason.Unavailable)]
    [InlineData("554 not you", HealthReason.UnexpectedStatus)]
    public async Task A_greeting_that_turns_away_is_an_ERROR(string greeting, HealthReason reason)
    {
        await using ScriptedSmtp smtp = new(greeting);

        CheckResult result = await RunAsync(smtp.Port);

        Assert.Equal(reason, result.Outcome.Reason);
        Assert.Equal($"The server answered with the status {greeting[..3]}.", result.Outcome.Description);
    }

    [Theory]
    [InlineData("530 5.7.0 Authentication required", HealthReason.Authentication)]
    [InlineData("451 later", HealthReason.Unavailable)]
    [InlineData("500 what?", HealthReason.UnexpectedStatus)]
    public async Task A_command_that_fails_is_an_ERROR(string answer, HealthReason reason)
    {
        await using ScriptedSmtp smtp = new(answer: command => command == "NOOP" ? answer : null);

        Assert.Equal(reason, (await RunAsync(smtp.Port)).Outcome.Reason);
    }

    [Theory]
    [InlineData(SmtpSecurity.Auto)]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task A_password_is_not_sent_to_a_server_without_STARTTLS(SmtpSecurity security)
    {
        await using ScriptedSmtp smtp = new(answer: command => command.StartsWith("EHLO", StringComparison.Ordinal) ? "250-me\r\n250 AUTH PLAIN" : null);

        CheckResult result = await RunAsync(smtp.Port, options => (options.Security, options.UserName, options.Password) = (security, "shop", "secret"));

        Assert.Equal(HealthReason.Tls, result.Outcome.Reason);
        Assert.Equal(["EHLO"], smtp.Commands);
    }

    [Fact]
    public async Task Without_security_a_password_is_sent_as_clear_text()
    {
        await using ScriptedSmtp smtp = new(answer: command => command.Split(' ')[0] switch
        {
            "EHLO" => "250-me\r\n250 AUTH PLAIN",
            "AUTH" => "235 welcome",
            _ => null,
        });

        CheckResult result = await RunAsync(smtp.Port, options => (options.Security, options.UserName, options.Password) = (SmtpSecurity.None, "shop", "secret"));

        Assert.Equal(HealthStatus.Healthy, result.Status);
        Assert.Equal(["EHLO", "AUTH", "NOOP", "QUIT"], smtp.Commands);
    }

    [Theory]
    [InlineData("250 OK")]
    [InlineData("250-me\r\n250 AUTH X-UNHEARD-OF")]
    public async Task A_server_that_offers_no_way_to_sign_in_is_AUTHENTICATION(string offers)
    {
        await using ScriptedSmtp smtp = new(answer: command => command.StartsWith("EHLO", StringComparison.Ordinal) ? offers : null);

        CheckResult result = await RunAsync(smtp.Port, options => (options.Security, options.UserName, options.Password) = (SmtpSecurity.None, "shop", "secret"));

        Assert.Equal(HealthReason.Authentication, result.Outcome.Reason);
    }

    [Theory]
    [InlineData(SmtpSecurity.Auto, false)]
    [InlineData(SmtpSecurity.StartTls, false)]
    [InlineData(SmtpSecurity.Tls, true)]
    public async Task A_certificate_near_its_end_is_a_WARNING(SmtpSecurity security, bool tls)
    {
        await server.StartAsync();
        SmtpHealthCheck check = new(
            new SmtpCheckOptions
            {
                Host = "localhost",
                Port = tls ? server.TlsPort : server.Port,
                Security = security,
                UserName = server.User,
                Password = server.Password,
                CertificateExpiryWarning = TimeSpan.FromDays(1),
            },
            TimeProvider.System,
            TestCertificate.Trust(server.Authority.Certificate));

        HealthCheckResult result = await check.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Equal(HealthReason.CertificateExpiring, result.Data[HealthCheckResultExtensions.ReasonKey]);
        Assert.Equal(new ObservedValue(0, "d"), result.Data["certificateDaysLeft"]);
    }

    [Fact]
    public async Task A_server_that_sends_a_line_without_end_is_UNEXPECTED_ANSWER()
    {
        await using ScriptedServer endless = new(async connection =>
        {
            await connection.WriteAsync("220 ");
            for (int i = 0; i < 3; i++)
            {
                await connection.WriteAsync(new string('x', 1024 * 1024));
            }

            await connection.ReadToEndAsync();
        });

        CheckResult result = await RunAsync(endless.Address.Port);

        Assert.Equal((HealthReason.UnexpectedAnswer, "The server sends without end."), (result.Outcome.Reason, result.Outcome.Description));
    }

    private static async Task<CheckResult> RunAsync(int port, Action<SmtpCheckOptions>? configure = null)
    {
        await using EngineUnderTest engine = new(checks => checks.AddSmtp(EngineUnderTest.Db, options =>
        {
            (options.Host, options.Port) = ("127.0.0.1", port);
            configure?.Invoke(options);
        }));
        return await engine.GetOrStartRunAsync();
    }
}
