using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.MySql;

/// <summary>Tests what is particular to checks of MySQL and MariaDB; the conformance suite tests the rest.</summary>
public sealed class MySqlCheckTests(MariaDbServer server)
{
    private const string AllowedConnectionString = "allowed: a connection string of MySqlConnector, such as Server=db.example.org;Database=shop;User ID=health;Password=…";

    [Theory]
    [InlineData("SELECT 40 + 2", "42", null)]
    [InlineData("SELECT 'ready'", "ready", null)]
    [InlineData("SELECT 4200 / 100", ">= 42", null)]
    [InlineData("SELECT 1 FROM DUAL WHERE FALSE", null, null)]
    [InlineData("SELECT 'steady'", "ready", HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 1 FROM DUAL WHERE FALSE", "1", HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 'ready", null, HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 1 FROM no_such_table", null, HealthReason.NotFound)]
    [InlineData("CREATE DATABASE written", null, HealthReason.Forbidden)]
    [InlineData("COMMIT; CREATE DATABASE written", null, HealthReason.Forbidden)]
    [InlineData("DELETE FROM mysql.help_topic", null, HealthReason.Forbidden)]
    [InlineData("SET STATEMENT max_statement_time = 0.001 FOR SELECT SLEEP(600)", "0", HealthReason.Timeout)]
    public async Task The_query_is_judged(string query, string? expect, HealthReason? reason)
    {
        await using EngineUnderTest engine = await EngineAsync(query, expect);

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal(reason, result.Outcome.Reason);
        Assert.Equal(reason is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, result.Status);
    }

    [Fact]
    public async Task The_value_of_a_query_is_not_shown()
    {
        string value = Canary.Create();
        await using EngineUnderTest engine = await EngineAsync($"SELECT '{value}'", "ready");

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal("The query did not return what was expected: 'ready'.", result.Outcome.Description);
        Assert.DoesNotContain(engine.Log.GetSnapshot(), line => line.Message.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();
        await using EngineUnderTest engine = new(checks => checks.AddMySql(
            EngineUnderTest.Db, options => options.ConnectionString = ConnectionString("no_such_database")));

        Assert.Equal(HealthReason.NotFound, (await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public async Task All_runs_use_one_connection()
    {
        // A variable of the session counts the runs.
        await using EngineUnderTest engine = await EngineAsync("SELECT @runs := IFNULL(@runs, 0) + 1", "3");

        List<HealthStatus> statuses = [];
        for (int run = 0; run < 3; run++)
        {
            engine.Clock.Move(TimeSpan.FromMinutes(1));
            statuses.Add((await engine.GetOrStartRunAsync()).Status);
            await engine.CleanedUpAsync();
        }

        Assert.Equal([HealthStatus.Unhealthy, HealthStatus.Unhealthy, HealthStatus.Healthy], statuses);
    }

    [Fact]
    public async Task A_query_that_runs_when_the_time_is_up_is_ended_on_the_server()
    {
        string mark = Canary.Create();
        await using EngineUnderTest engine = await EngineAsync($"SELECT SLEEP(600) /* {mark} */");
        Task<CheckResult> run = engine.GetOrStartRunAsync();
        await Eventually.TrueAsync(async () => (await QueriesAsync()).Contains(mark, StringComparison.Ordinal));

        engine.Clock.Move(TimeSpan.FromSeconds(5));

        Assert.Equal(HealthReason.Timeout, (await run).Outcome.Reason);
        await engine.CleanedUpAsync();
        await Eventually.TrueAsync(async () => !(await QueriesAsync()).Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_socket_of_a_run_whose_time_was_up_is_closed()
    {
        TaskCompletionSource closed = new();
        await using ScriptedServer silent = new(async connection =>
        {
            try
            {
                await connection.ReadToEndAsync();
            }
            finally
            {
                closed.SetResult();
            }
        });
        await using EngineUnderTest engine = new(
            checks => checks.AddMySql(EngineUnderTest.Db, options => options.ConnectionString = $"Server={silent.Address.Address};Port={silent.Address.Port};User ID=health"),
            ($"HealthChecks__{EngineUnderTest.Db}__Timeout", "1s"));
        Task<CheckResult> run = engine.GetOrStartRunAsync();
        await Eventually.TrueAsync(() => silent.Connections.Count > 0);

        engine.Clock.Move(TimeSpan.FromSeconds(1));

        Assert.Equal(HealthReason.Timeout, (await run).Outcome.Reason);
        await closed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("", "SELECT 1", null, $"ConnectionString is missing; {AllowedConnectionString}.")]
    [InlineData("canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData("Server=a;Passwort=canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData("Server=a;Port=canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData("User ID=canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData("Server=a", " ", null, "Query is empty; allowed: a query, such as SELECT 1.")]
    [InlineData("Server=a", "SELECT 1", "> many", "Expect is '> many'; allowed: a text that the value must be, or a comparison with a number, such as '>= 10'.")]
    public void Wrong_options_are_told_the_same_from_settings_and_from_code(string connectionString, string query, string? expect, string error)
    {
        Assert.Equal([error], FamilyProbe.Errors(
            checks => checks.AddMySqlCheckTypes(), "MySql", [("ConnectionString", connectionString), ("Query", query), ("Expect", expect ?? "")]));
        Assert.Equal([error], FamilyProbe.Errors((checks, name) => checks.AddMySql(name, options =>
        {
            options.ConnectionString = connectionString;
            options.Query = query;
            options.Expect = expect;
        })));
    }

    private async Task<EngineUnderTest> EngineAsync(string query, string? expect = null)
    {
        await server.StartAsync();
        return new EngineUnderTest(checks => checks.AddMySql(
            EngineUnderTest.Db, options => (options.ConnectionString, options.Query, options.Expect) = (ConnectionString(server.Database), query, expect)));
    }

    private string ConnectionString(string database) =>
        $"Server={server.Host};Port={server.Port};Database={database};User ID={server.User};Password={server.Password}";

    private Task<string> QueriesAsync() => ClientProgram.RunAsync(
        ServerPrograms.Find("mariadb", "mariadb-client"),
        ["--no-defaults", $"--host={server.Host}", $"--port={server.Port}", $"--user={server.User}", "--skip-ssl", "--batch", "--execute", "SHOW FULL PROCESSLIST"],
        [("MYSQL_PWD", server.Password)]);
}
