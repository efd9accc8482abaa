using HealthFunctions.Checks.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FunctionsApp.Benchmarks.Probes;

/// <summary>SELECT 1 in a read-only transaction, in one round trip.</summary>
internal sealed class PostgresProbe : ServerProbe<PostgresServer>
{
    private NpgsqlDataSource? _source;

    public override string What => "Postgres, SELECT 1 on a kept connection";

    public override IEnumerable<(string Key, string Value)> Settings => [("Type", "Postgres"), ("ConnectionString", ConnectionString)];

    private string ConnectionString => $"Host={Server.Host};Port={Server.Port};Database={Server.Database};Username={Server.User};Password={Server.Password}";

    public override void AddType(IHealthChecksBuilder checks) => checks.AddPostgresCheckTypes();

    public override async Task CallAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _source!.OpenConnectionAsync(cancellationToken);
        await using NpgsqlBatch batch = new(connection) { BatchCommands = { new("BEGIN READ ONLY"), new("SELECT 1"), new("ROLLBACK") } };
        await batch.ExecuteScalarAsync(cancellationToken);
    }

    protected override Task ConnectAsync()
    {
        _source = NpgsqlDataSource.Create(ConnectionString);
        return Task.CompletedTask;
    }

    protected override ValueTask DisconnectAsync() => _source?.DisposeAsync() ?? default;
}
