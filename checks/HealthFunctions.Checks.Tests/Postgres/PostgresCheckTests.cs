using HealthFunctions.Checks.Tests.Conformance;
using HealthFunctions.Checks.Tests.Servers;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tests.Postgres;

public sealed class PostgresCheckTests(PostgresServer server)
{
    private string ConnectionString =>
        $"Host={server.Host};Port={server.Port};Database={server.Database};Username={server.User};Password={server.Password}";

    [Theory]
    [InlineData("SELECT 1", "1", null)]
    [InlineData("SELECT 1", "= 1.0", null)]
    [InlineData("SELECT 12::bigint", ">= 10", null)]
    [InlineData("SELECT 'ready'", "ready", null)]
    [InlineData("SELECT true", "true", null)]
    [InlineData("SELECT NULL", "!= 0", null)]
    [InlineData("SELECT 1 WHERE false", null, null)]
    [InlineData("SELECT 1 WHERE false", "1", HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 9.5", ">= 10", HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT 'Ready'", "ready", HealthReason.UnexpectedAnswer)]
    [InlineData("SELECT * FROM nowhere", null, HealthReason.NotFound)]
    [InlineData("SELEC 1", null, HealthReason.UnexpectedAnswer)]
    [InlineData("CREATE TABLE written (a int)", null, HealthReason.Forbidden)]
    public async Task A_query_is_judged_by_what_it_returns_and_can_write_nothing(string query, string? expect, HealthReason? reason)
    {
        await server.StartAsync();

        CheckResult result = await RunAsync([("ConnectionString", ConnectionString), ("Query", query), .. expect is null ? [] : new[] { ("Expect", expect) }]);

        Assert.Equal((reason is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, reason), (result.Status, result.Outcome.Reason));
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_NOT_FOUND()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync([("ConnectionString", ConnectionString.Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal))]);

        Assert.Equal(HealthReason.NotFound, result.Outcome.Reason);
    }

    [Fact]
    public async Task The_value_that_a_query_returned_is_not_told()
    {
        await server.StartAsync();

        CheckResult result = await RunAsync([("ConnectionString", ConnectionString), ("Query", "SELECT 'somebody''s data'"), ("Expect", "x")]);

        Assert.Equal("The query did not return what was expected: 'x'.", result.Outcome.Description);
    }

    [Fact]
    public async Task It_can_be_added_in_code()
    {
        await server.StartAsync();

        CheckResult result = await FamilyProbe.RunAsync((checks, name) => checks.AddPostgres(name, options => options.ConnectionString = ConnectionString));

        Assert.Equal(HealthStatus.Healthy, result.Status);
    }

    [Theory]
    [InlineData("", "SELECT 1", null, "ConnectionString is missing; allowed: a connection string of Npgsql, such as Host=db.example.org;Database=shop;Username=health;Password=….")]
    [InlineData("canary", "SELECT 1", null, "ConnectionString is not a connection string; allowed: a connection string of Npgsql, such as Host=db.example.org;Database=shop;Username=health;Password=….")]
    [InlineData("Username=canary", "SELECT 1", null, "ConnectionString is not a connection string; allowed: a connection string of Npgsql, such as Host=db.example.org;Database=shop;Username=health;Password=….")]
    [InlineData("Host=a", " ", null, "Query is empty; allowed: a query, such as SELECT 1.")]
    [InlineData("Host=a", "SELECT 1", "> many", "Expect is '> many'; allowed: a text that the value must be, or a comparison with a number, such as '>= 10'.")]
    public void Wrong_options_are_told_the_same_from_settings_and_from_code(string connectionString, string query, string? expect, string error)
    {
        Assert.Equal([error], FamilyProbe.Errors(
            checks => checks.AddPostgresCheckTypes(), "Postgres", [("ConnectionString", connectionString), ("Query", query), ("Expect", expect ?? "")]));
        Assert.Equal([error], FamilyProbe.Errors((checks, name) => checks.AddPostgres(name, options =>
        {
            options.ConnectionString = connectionString;
            options.Query = query;
            options.Expect = expect;
        })));
    }

    private static Task<CheckResult> RunAsync(IEnumerable<(string Key, string Value)> settings) =>
        FamilyProbe.RunAsync(checks => checks.AddPostgresCheckTypes(), "Postgres", settings);
}
