using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.MySql;

public sealed class MySqlConformanceTests(MariaDbServer server) : CheckConformance
{
    protected internal override string Type => "MySql";

    protected internal override RealServer Server => server;

    /// <summary>Its greeting, and the answers to the login, to the choice of a character set and to the query.</summary>
    protected internal override IEnumerable<int> AnswersToCut => [1, 2, 3, 4];

    /// <summary>An answer of MySQL begins with its length, and any three bytes are one.</summary>
    protected internal override bool WaitsForRestOfGarbage => true;

    protected internal override void Add(IHealthChecksBuilder checks) => checks.AddMySqlCheckTypes();

    protected internal override RealServer CreateServer() => new MariaDbServer();

    protected internal override int PortOf(RealServer server, bool tls) => ((MariaDbServer)server).Port;

    protected internal override string PasswordOf(RealServer server) => ((MariaDbServer)server).Password;

    protected internal override IEnumerable<(string Key, string Value)> Settings(Target target)
    {
        string tls = target.Tls ? $"SSL Mode=VerifyFull;SSL CA={server.AuthorityFile}" : "SSL Mode=None";
        return [("ConnectionString",
            $"Server={target.Host};Port={target.Port};Database={server.Database};User ID={server.User};Password={target.Password};Connection Timeout=600;Default Command Timeout=600;{tls}")];
    }
}
