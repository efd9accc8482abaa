using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.Postgres;

public sealed class PostgresConformanceTests(PostgresServer server) : CheckConformance
{
    protected internal override string Type => "Postgres";

    protected internal override RealServer Server => server;

    /// <summary>The answers to its login, and to its query.</summary>
    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 4];

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddPostgresCheckTypes();

    protected internal override RealServer CreateServer() => new PostgresServer();

    protected internal override int PortOf(RealServer server, bool tls) => ((PostgresServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((PostgresServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target)
    {
        string tls = target.Tls ? $"SSL Mode=VerifyFull;Root Certificate={server.AuthorityFile}" : "SSL Mode=Disable";
        return [("ConnectionString",
            $"Host={target.Host};Port={target.Port};Database={server.Database};Username={server.User};Password={target.Password};Timeout=600;Command Timeout=600;{tls}")];
    }
}
