namespace HealthFunctions.Checks.Tests.Servers;

public sealed class PostgresServerTests(PostgresServer server)
{
    [Theory]
    [InlineData("sslmode=disable", "f")]
    [InlineData("sslmode=verify-full", "t")]
    public async Task It_answers_a_query_with_and_without_TLS(string mode, string encrypted)
    {
        await server.StartAsync();

        string answer = await ClientProgram.RunAsync(
            ServerPrograms.Find("psql", "postgresql-client"),
            [
                $"host=localhost port={server.Port} dbname={server.Database} user={server.User} sslrootcert={server.AuthorityFile} {mode}",
                "--tuples-only", "--no-align", "--command", "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
            ],
            [("PGPASSWORD", server.Password)]);

        Assert.Equal(encrypted, answer.Trim());
    }

    [Fact]
    public async Task It_keeps_its_port_and_its_data_when_it_is_stopped_and_started_again()
    {
        await using PostgresServer own = new();
        await own.StartAsync();
        int port = own.Port;
        await PsqlAsync("CREATE TABLE kept (); ");

        await own.StopAsync();
        await own.StartAsync();

        Assert.Equal(port, own.Port);
        await PsqlAsync("DROP TABLE kept");

        Task<string> PsqlAsync(string query) => ClientProgram.RunAsync(
            ServerPrograms.Find("psql", "postgresql-client"),
            ["--host", own.Host, "--port", $"{port}", "--username", own.User, own.Database, "--command", query],
            [("PGPASSWORD", own.Password)]);
    }
}
