using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;

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

    private protected string ConnectionString(Target target) =>
        $"Endpoint=sb://{target.Host}:{target.Port};SharedAccessKeyName={server.KeyName};SharedAccessKey={target.Password}{(target.Tls ? "" : ";UseDevelopmentEmulator=true")}";
}
