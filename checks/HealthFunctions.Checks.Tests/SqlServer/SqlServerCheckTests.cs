using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.SqlServer;

/// <summary>Tests what is particular to checks of SQL Server, against a stand-in; the conformance suite tests the rest.</summary>
public sealed class SqlServerCheckTests(TdsServer server)
{
    private const string AllowedConnectionString = "allowed: a connection string of Microsoft.Data.SqlClient, such as Server=db.example.org;Database=shop;User ID=health;Password=…";

    [Theory]
    [InlineData("SELECT 1", null, null)]
    [InlineData("SELECT 1", "1", null)]
    [InlineData("SELECT 12", ">= 10", null)]
    [InlineData("SELECT 9", ">= 10", HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 1 WHERE 1 = 0", null, null)]
    [InlineData("SELECT 1 WHERE 1 = 0", "1", HealthReason.UnexpectedAnswer)]
    [InlineData("SELEC 1", null, HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 1 FROM nowhere", null, HealthReason.NotFound)]
    [InlineData("SELECT 1 FROM secret", null, HealthReason.Forbidden)]
    [InlineData("SHUTDOWN", null, HealthReason.Unavailable)]
    public async Task The_query_is_judged(string query, string? expect, HealthReason? reason)
    {
        await using EngineUnderTest engine = await EngineAsync(query, expect);

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal((reason is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, reason), (result.Status, result.Outcome.Reason));
    }

    [Fact]
    public async Task The_value_of_a_query_is_not_shown()
    {
        await using EngineUnderTest engine = await EngineAsync("SELECT 271828", "ready");

        CheckResult result = await engine.GetOrStartRunAsync();

        Assert.Equal("The query did not return what was expected: 'ready'.", result.Outcome.Description);
        Assert.DoesNotContain(engine.Log.GetSnapshot(), line => line.Message.Contains("271828", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();
        await using EngineUnderTest engine = new(checks => checks.AddSqlServer(
            EngineUnderTest.Db, options => options.ConnectionString = ConnectionString("nowhere")));

        Assert.Equal(HealthReason.NotFound, (await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public async Task All_runs_use_one_connection()
    {
        await using TdsServer own = new();
        await own.StartAsync();
        await using EngineUnderTest engine = new(checks => checks.AddSqlServer(
            EngineUnderTest.Db,
            options => (options.ConnectionString, options.Query) = ($"Server={own.Host},{own.Port};User ID={own.User};Password={own.Password};Encrypt=Optional", "SELECT @@SPID")));

        for (int run = 0; run < 3; run++)
        {
            engine.Clock.Move(TimeSpan.FromMinutes(1));
            Assert.Equal(HealthStatus.Healthy, (await engine.GetOrStartRunAsync()).Status);
            await engine.CleanedUpAsync();
        }

        // The first connects twice: the client does not tell why it cannot.
        Assert.Equal(2, own.Sessions);
    }

    [Fact]
    public async Task A_query_that_runs_when_the_time_is_up_is_ended_on_the_server()
    {
        await using EngineUnderTest engine = await EngineAsync("WAITFOR DELAY '1:00'");
        Task<CheckResult> run = engine.GetOrStartRunAsync();
        await Eventually.TrueAsync(() => server.Working == 1);

        engine.Clock.Move(TimeSpan.FromSeconds(5));

        Assert.Equal(HealthReason.Timeout, (await run).Outcome.Reason);
        await engine.CleanedUpAsync();
        await Eventually.TrueAsync(() => server.Working == 0);
    }

    [Theory]
    [InlineData("", "SELECT 1", null, $"ConnectionString is missing; {AllowedConnectionString}.")]
    [InlineData("canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData("Server=a;Passwort=canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData("User ID=canary", "SELECT 1", null, $"ConnectionString is not a connection string; {AllowedConnectionString}.")]
    [InlineData(
        "Server=a;Authentication=Active Directory Default", "SELECT 1", null,
        "ConnectionString is with Authentication=ActiveDirectoryDefault, for which this app has no provider; allowed: a user and a password, or a provider of Microsoft.Data.SqlClient.Extensions.Azure.")]
    [InlineData("Server=a", " ", null, "Query is empty; allowed: a query, such as SELECT 1.")]
    [InlineData("Server=a", "SELECT 1", "> many", "Expect is '> many'; allowed: a text that the value must be, or a comparison with a number, such as '>= 10'.")]
    public void Wrong_options_are_told_the_same_from_settings_and_from_code(string connectionString, string query, string? expect, string error)
    {
        Assert.Equal([error], FamilyProbe.Errors(
            checks => checks.AddSqlServerCheckTypes(), "SqlServer", [("ConnectionString", connectionString), ("Query", query), ("Expect", expect ?? "")]));
        Assert.Equal([error], FamilyProbe.Errors((checks, name) => checks.AddSqlServer(name, options =>
        {
            options.ConnectionString = connectionString;
            options.Query = query;
            options.Expect = expect;
        })));
    }

    private async Task<EngineUnderTest> EngineAsync(string query, string? expect = null)
    {
        await server.StartAsync();
        return new EngineUnderTest(checks => checks.AddSqlServer(
            EngineUnderTest.Db, options => (options.ConnectionString, options.Query, options.Expect) = (ConnectionString(server.Database), query, expect)));
    }

    private string ConnectionString(string database) =>
        $"Server={server.Host},{server.Port};Database={database};User ID={server.User};Password={server.Password};Encrypt=Optional";
}
