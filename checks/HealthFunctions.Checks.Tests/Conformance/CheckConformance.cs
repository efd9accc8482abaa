using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Tests.Faults;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>
/// States what each check that probes a server must do, whatever the server does: the right status and reason, an end at its
/// deadline, and no secret anywhere. A check derives from it, and says how it is set up.
/// </summary>
public abstract class CheckConformance
{
    /// <summary>Gets the name of the type.</summary>
    protected internal abstract string Type { get; }

    /// <summary>Gets the server of all tests, which is started already.</summary>
    protected internal abstract RealServer Server { get; }

    /// <summary>Gets the port of the server; that of TLS, where it has one of its own.</summary>
    protected internal abstract int PortOf(RealServer server, bool tls);

    /// <summary>Gets the right password.</summary>
    protected internal abstract string PasswordOf(RealServer server);

    /// <summary>Gets whether the server has passwords.</summary>
    protected internal virtual bool HasPasswords => true;

    /// <summary>Gets whether the check can ask for TLS.</summary>
    protected internal virtual bool HasTls => true;

    /// <summary>Gets which of the server's answers is cut in the middle: the first, and others where a check asks more than once.</summary>
    protected internal virtual IEnumerable<int> AnswersToCut => [1];

    /// <summary>Gets the reason for an answer that is cut.</summary>
    protected internal virtual HealthReason ReasonOfCut => HealthReason.ConnectionLost;

    /// <summary>Gets the reason for an answer of no protocol.</summary>
    protected internal virtual HealthReason ReasonOfGarbage => HealthReason.UnexpectedAnswer;

    /// <summary>Gets whether the client takes bytes of no protocol for the beginning of a long answer, and waits for the rest.</summary>
    protected internal virtual bool WaitsForRestOfGarbage => false;

    /// <summary>Adds the type, as an app does.</summary>
    protected internal abstract void Add(IHealthChecksBuilder checks);

    /// <summary>Makes a server for one test, which stops it.</summary>
    protected internal abstract RealServer CreateServer();

    /// <summary>Gets the settings of a check of a target. Limits of the client's own are minutes: what ends a run is its token.</summary>
    protected internal abstract IEnumerable<(string Key, string Value)> Settings(Target target);

    [Fact]
    public async Task A_healthy_server_is_OK_run_after_run()
    {
        await using ConformanceProbe probe = await ProbeServerAsync();

        for (int run = 0; run < 3; run++)
        {
            await probe.RunAsync(null);
        }
    }

    [Fact]
    public async Task A_port_at_which_nobody_listens_is_REFUSED()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Refused();

        await FailsAsync(endpoint, HealthReason.Refused);
    }

    [Fact]
    public async Task A_name_without_an_address_is_NAME_NOT_RESOLVED()
    {
        await using ConformanceProbe probe = Probe(new Target("no-such-host.invalid", 1, Canary.Create()));

        await probe.RunAsync(HealthReason.NameNotResolved);
    }

    [Fact]
    public async Task A_server_that_never_answers_ends_the_run_at_its_timeout()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Silent();

        await TimesOutAsync(endpoint, () => Eventually.TrueAsync(() => endpoint.Connections > 0));
    }

    [Fact]
    public async Task A_host_that_drops_all_packets_ends_the_run_at_its_timeout()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.BlackHole();

        await TimesOutAsync(endpoint, () => Task.CompletedTask);
    }

    [Fact]
    public async Task A_server_that_answers_a_byte_a_second_ends_the_run_at_its_timeout()
    {
        await Server.StartAsync();
        CountingClock clock = new();
        await using FaultyEndpoint endpoint = FaultyEndpoint.ByteASecond(PortOf(Server, tls: false), clock);

        // The second does not pass: the first byte is followed by none.
        await TimesOutAsync(endpoint, () => Eventually.TrueAsync(() => clock.Timers > 0));
    }

    [Fact]
    public async Task A_connection_that_ends_within_an_answer_is_CONNECTION_LOST()
    {
        await Server.StartAsync();
        foreach (int answer in AnswersToCut)
        {
            await using FaultyEndpoint endpoint = FaultyEndpoint.ClosingMidAnswer(PortOf(Server, tls: false), answer);

            await FailsAsync(endpoint, ReasonOfCut, PasswordOf(Server));
        }
    }

    [Fact]
    public async Task An_answer_of_no_protocol_is_UNEXPECTED_ANSWER_or_TLS_or_ends_the_run_at_its_timeout()
    {
        await using FaultyEndpoint endpoint = FaultyEndpoint.Garbage();

        await (WaitsForRestOfGarbage
            ? TimesOutAsync(endpoint, () => Eventually.TrueAsync(() => endpoint.Connections > 0))
            : FailsAsync(endpoint, ReasonOfGarbage));
    }

    [Fact]
    public async Task A_wrong_password_is_AUTHENTICATION()
    {
        Assert.SkipUnless(HasPasswords, "The server has no passwords.");
        await Server.StartAsync();
        string password = Canary.Create();
        await using ConformanceProbe probe = Probe(new Target(Server.Host, PortOf(Server, tls: false), password));

        await probe.RunAsync(HealthReason.Authentication);
        await probe.RunAsync(HealthReason.Authentication);
        probe.AssertTellsNothing(password);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_TLS()
    {
        using X509Certificate2 certificate = Server.Authority.Issue("other.example.org");

        await RefusesAsync(certificate);
    }

    [Fact]
    public async Task A_certificate_past_its_end_is_TLS()
    {
        using X509Certificate2 certificate = Server.Authority.Issue(life: TimeSpan.FromDays(-1));

        await RefusesAsync(certificate);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_TLS()
    {
        using CertificateAuthority other = new();
        using X509Certificate2 certificate = other.Issue();

        await RefusesAsync(certificate);
    }

    [Fact]
    public async Task A_trusted_certificate_is_OK()
    {
        Assert.SkipUnless(HasTls, "The check knows no TLS.");
        await Server.StartAsync();
        await using ConformanceProbe probe = Probe(new Target("localhost", PortOf(Server, tls: true), PasswordOf(Server), Tls: true));

        await probe.RunAsync(null);
        probe.AssertTellsNothing(PasswordOf(Server));
    }

    [Fact]
    public async Task A_server_that_is_started_anew_between_two_runs_is_OK_and_one_that_is_down_is_OK_once_it_is_up()
    {
        await using RealServer server = CreateServer();
        await server.StartAsync();
        await using ConformanceProbe probe = Probe(new Target(server.Host, PortOf(server, tls: false), PasswordOf(server)));
        await probe.RunAsync(null);

        await server.StopAsync();
        await server.StartAsync();
        await probe.RunAsync(null);

        await server.StopAsync();
        await probe.RunAsync(HealthReason.Refused);

        await server.StartAsync();
        await probe.RunAsync(null);
        probe.AssertTellsNothing(PasswordOf(server));
    }

    private async Task RefusesAsync(X509Certificate2 certificate)
    {
        Assert.SkipUnless(HasTls, "The check knows no TLS.");
        await Server.StartAsync();
        await using FaultyEndpoint endpoint = FaultyEndpoint.Tls(PortOf(Server, tls: true), certificate);
        await using ConformanceProbe probe = Probe(new Target("localhost", endpoint.Port, PasswordOf(Server), Tls: true));

        await probe.RunAsync(HealthReason.Tls);
        await probe.RunAsync(HealthReason.Tls);
        probe.AssertTellsNothing(PasswordOf(Server));
    }

    private async Task FailsAsync(FaultyEndpoint endpoint, HealthReason reason, string? password = null)
    {
        Target target = new(endpoint.Host, endpoint.Port, password ?? Canary.Create());
        await using ConformanceProbe probe = Probe(target);

        await probe.RunAsync(reason);
        await probe.RunAsync(reason);
        probe.AssertTellsNothing(target.Password);
    }

    private async Task TimesOutAsync(FaultyEndpoint endpoint, Func<Task> reached)
    {
        Target target = new(endpoint.Host, endpoint.Port, Canary.Create());
        await using ConformanceProbe probe = Probe(target);

        Assert.Equal(HealthReason.Timeout, await probe.RunIntoTimeoutAsync(reached));
        probe.AssertTellsNothing(target.Password);
    }

    private async Task<ConformanceProbe> ProbeServerAsync()
    {
        await Server.StartAsync();
        return Probe(new Target(Server.Host, PortOf(Server, tls: false), PasswordOf(Server)));
    }

    private ConformanceProbe Probe(Target target) => new(Add, Type, Settings(target));
}
