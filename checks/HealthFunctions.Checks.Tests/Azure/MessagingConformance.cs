using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Faults;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Tests.Azure;

/// <summary>States what each check of a messaging namespace must do, which asks by the key of a policy.</summary>
/// <param name="server">The server of all tests.</param>
public abstract class MessagingConformance(MessagingServer server) : CheckConformance
{
    protected internal override RealServer Server => server;

    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 3, 4, 5, 6];

    protected internal override int PortOf(RealServer server, bool tls) => tls ? ((MessagingServer)server).TlsPort : ((MessagingServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((MessagingServer)server).Key;

    protected internal override RealServer CreateServer() => new MessagingServer();

    [Fact]
    public async Task A_server_that_falls_silent_within_an_answer_ends_the_run_at_its_timeout()
    {
        await server.StartAsync();
        foreach (int answer in AnswersToCut)
        {
            TaskCompletionSource silent = new();
            await using FaultyEndpoint endpoint = FaultyEndpoint.SilentMidAnswer(server.Port, answer, silent.SetResult);
            await using ConformanceProbe probe = new(Add, Type, Settings(new Target(endpoint.Host, endpoint.Port, server.Key)));

            Assert.Equal(HealthReason.Timeout, await probe.RunIntoTimeoutAsync(() => silent.Task));
            probe.AssertTellsNothing(server.Key);
        }
    }

    private protected string ConnectionString(Target target) =>
        $"Endpoint=sb://{target.Host}:{target.Port};SharedAccessKeyName={server.KeyName};SharedAccessKey={target.Password}{(target.Tls ? "" : ";UseDevelopmentEmulator=true")}";
}
