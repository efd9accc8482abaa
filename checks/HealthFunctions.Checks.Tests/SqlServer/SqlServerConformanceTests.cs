using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.SqlServer;

public sealed class SqlServerConformanceTests(TdsServer server) : CheckConformance
{
    protected internal override string Type => "SqlServer";

    protected internal override RealServer Server => server;

    /// <summary>The answers to its greeting, to the login and to the query.</summary>
    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 3];

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddSqlServerCheckTypes();

    protected internal override RealServer CreateServer() => new TdsServer();

    protected internal override int PortOf(RealServer server, bool tls) => ((TdsServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((TdsServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target)
    {
        // The certificate alone is trusted: the client takes no other authorities than those of the system.
        string tls = target.Tls ? $"Encrypt=Strict;Server Certificate={server.CertificateFile}" : "Encrypt=Optional";
        return [("ConnectionString",
            $"Server={target.Host},{target.Port};Database={server.Database};User ID={server.User};Password={target.Password};Connect Timeout=600;Command Timeout=600;{tls}")];
    }
}
