using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>SELECT 1, answered by a stand-in for SQL Server in this process.</summary>
internal sealed class SqlServerProbe : ServerProbe<TdsServer>
{
    private SqlConnection? _connection;

    public override string What => "SqlServer, SELECT 1 on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "SqlServer"), ("ConnectionString", ConnectionString)];

    private string ConnectionString =>
        $"Server={Server.Host},{Server.Port};Database={Server.Database};User ID={Server.User};Password={Server.Password};Encrypt=Optional";

    public override void AddType(IHealthChecksBuilder checks) => checks.AddSqlServerCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        await using SqlCommand command = new("SELECT 1", _connection);
        await command.ExecuteScalarAsync(cancellationToken);
    }

    protected override Task ConnectAsync()
    {
        _connection = new SqlConnection(ConnectionString);
        return _connection.OpenAsync();
    }

    protected override ValueTask DisconnectAsync() => _connection?.DisposeAsync() ?? default;
}
