using HealthFunctions.Checks.Azure;
using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Azure;

public sealed class KeyVaultConformanceTests(KeyVaultServer server) : CheckConformance
{
    /// <summary>Gives the tokens of all tests, and ends with the test process.</summary>
    private static readonly IdentityServer Identity = new();

    private CertificateAuthority? _authority;
    private string? _password;

    protected internal override string Type => "KeyVault";

    protected internal override RealServer Server => server;

    protected internal override HealthReason ReasonOfGarbage => HealthReason.Tls;

    // The first is that of the handshake.
    protected internal override IEnumerable<int> AnswersToCut => [2];

    protected internal override int PortOf(RealServer server, bool tls) => ((KeyVaultServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((KeyVaultServer)server).Password;

    protected internal override RealServer CreateServer()
    {
        KeyVaultServer own = new();
        _authority = own.Authority;
        return own;
    }

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddCheckType(new KeyVaultCheckType
    {
        Trust = TestCertificate.Trust((_authority ?? server.Authority).Certificate),
        Variable = name => name == "IDENTITY_HEADER" ? _password : Identity.Variable(name),
    });

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target)
    {
        _password = target.Password;
        return [("Uri", $"https://{target.Host}:{target.Port}"), ("SecretName", KeyVaultServer.Known)];
    }
}
