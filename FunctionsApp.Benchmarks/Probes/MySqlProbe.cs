using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>SELECT 1 in a read-only transaction of a read-only session, in one round trip.</summary>
internal sealed class MySqlProbe : ServerProbe<MariaDbServer>
{
    private MySqlConnection? _connection;

    public override string What => "MySql, SELECT 1 on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "MySql"), ("ConnectionString", ConnectionString)];

    // Without TLS, as the certificate of the server is nobody's.
    private string ConnectionString => $"Server={Server.Host};Port={Server.Port};User ID={Server.User};Password={Server.Password};SSL Mode=None";

    public override void AddType(IHealthChecksBuilder checks) => checks.AddMySqlCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        await using MySqlBatch batch = new(_connection)
        {
            BatchCommands =
            {
                new MySqlBatchCommand("SET SESSION TRANSACTION READ ONLY"),
                new MySqlBatchCommand("START TRANSACTION READ ONLY"),
                new MySqlBatchCommand("SELECT 1"),
                new MySqlBatchCommand("ROLLBACK"),
            },
        };
        await batch.ExecuteScalarAsync(cancellationToken);
    }

    protected override Task ConnectAsync()
    {
        _connection = new MySqlConnection(ConnectionString);
        return _connection.OpenAsync();
    }

    protected override ValueTask DisconnectAsync() => _connection?.DisposeAsync() ?? default;
}
