using HealthFunctions.Checks.MySql;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthFunctions.Checks.Tests.MySql;

/// <summary>Tests the options of MySQL checks, from settings and from code.</summary>
public sealed class MySqlCheckOptionsTests
{
    private const string Allowed = "allowed: a connection string of MySqlConnector, such as Server=db.example.org;Database=shop;User ID=health;Password=…";

    [Theory]
    [InlineData("ConnectionString", "", $"missing; {Allowed}")]
    [InlineData("ConnectionString", "secret", $"not a connection string; {Allowed}")]
    [InlineData("ConnectionString", "Server=db;Passwort=secret", $"not a connection string; {Allowed}")]
    [InlineData("ConnectionString", "Server=db;Port=secret", $"not a connection string; {Allowed}")]
    [InlineData("ConnectionString", "User ID=health;Password=secret", $"not a connection string; {Allowed}")]
    [InlineData("Query", " ", "empty; allowed: a query, such as SELECT 1")]
    [InlineData("Expect", "> many", "'> many'; allowed: a text that the value must be, or a comparison with a number, such as '>= 10'")]
    public void A_wrong_setting_is_reported_with_what_is_allowed(string key, string value, string problem) => Assert.Equal(
        [$"HealthChecks__db__{key} is {problem}."],
        Errors(checks => checks.AddMySqlCheckTypes(), [("HealthChecks__db__Type", "MySql"), .. Settings(key, value)]));

    [Fact]
    public void Wrong_options_in_code_are_reported() => Assert.Equal(
        [
            $"Health check 'db': ConnectionString is missing; {Allowed}.",
            "Health check 'db': Query is empty; allowed: a query, such as SELECT 1.",
            "Health check 'db': Expect is '<'; allowed: a text that the value must be, or a comparison with a number, such as '>= 10'.",
        ],
        Errors(checks => checks.AddMySql("db", options => (options.Query, options.Expect) = (string.Empty, "<")), []));

    [Fact]
    public void The_query_cannot_be_null() => Assert.Throws<ArgumentNullException>(() => new MySqlCheckOptions { Query = null! });

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;

    private static IEnumerable<(string Key, string? Value)> Settings(string key, string value)
    {
        Dictionary<string, string?> settings = new() { ["ConnectionString"] = "Server=db", [key] = value };
        return settings.Select(setting => ($"HealthChecks__db__{setting.Key}", setting.Value));
    }
}
