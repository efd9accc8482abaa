using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests which names of checks and groups are allowed, and how they are found.</summary>
public sealed class HealthCheckRegistryTests
{
    private static readonly DelegateCheck Check = DelegateCheck.Returning(HealthCheckResult.Healthy());

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("Orders-db_2.eu")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Names_of_letters_digits_dots_underscores_and_dashes_are_allowed(string name) =>
        Assert.Empty(Errors((name, ["x-" + name[..1]])));

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData(".")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public void Other_names_are_errors_as_a_checks_and_as_a_tag(string name)
    {
        Assert.Equal(
            [$"A health check is named '{name}'; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'."],
            Errors((name, [])));
        Assert.Equal(
            [$"Health check 'db' has the tag '{name}'; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'."],
            Errors(("db", [name])));
    }

    [Fact]
    public void A_name_given_again_in_any_case_is_one_error() => Assert.Equal(
        ["Two health checks are named 'DB' (from settings or from code); allowed: each name once, compared without case."],
        Errors(("db", []), ("DB", []), ("Db", [])));

    [Fact]
    public void A_tag_that_is_a_checks_name_in_any_case_is_an_error() => Assert.Equal(
        ["Health check 'db' has the tag 'CACHE', which is also the name of a health check; allowed: a name of its own."],
        Errors(("db", ["CACHE"]), ("cache", ["all"])));

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        EngineUnderTest Start() => new(checks => checks
            .AddCheck("db", Check, tags: ["!", "cache"]).AddCheck("cache", Check).AddCheck("?", Check).AddCheck("CACHE", Check));

        HealthSettingsException exception = Assert.Throws<HealthSettingsException>(Start);

        Assert.Equal(4, exception.Errors.Count);
    }

    [Fact]
    public async Task Checks_and_groups_are_found_without_case()
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("Db", Check, tags: ["All"]).AddCheck("cache", Check, tags: ["all", "ALL"]).AddCheck("lone", Check));
        HealthCheckRegistry registry = engine.Engine.Registry;

        Assert.True(registry.TryGetCheck("dB", out SharedCheck? check));
        Assert.Equal("Db", check.Registration.Name);
        Assert.True(registry.TryGetGroup("aLL", out List<SharedCheck>? group));
        Assert.Equal(["Db", "cache"], group.Select(check => check.Registration.Name));
        Assert.Equal(["Db", "cache", "lone"], registry.All.Select(check => check.Registration.Name));
        Assert.Equal(["Db", "cache", "lone", "All"], registry.Names);
    }

    [Fact]
    public async Task An_unregistered_name_is_not_found()
    {
        await using EngineUnderTest engine = new(checks => checks.AddCheck("db", Check, tags: ["all"]));
        HealthCheckRegistry registry = engine.Engine.Registry;

        Assert.False(registry.TryGetCheck("all", out _));
        Assert.False(registry.TryGetGroup("db", out _));
        Assert.Equal(404, (await engine.GetAsync("/_system/check/nope")).StatusCode);
    }

    private static IEnumerable<string> Errors(params (string Name, string[] Tags)[] checks) => RegistrationValidator.Validate(
        [.. checks.Select(check => new HealthCheckRegistration(check.Name, Check, failureStatus: null, check.Tags))]);
}
