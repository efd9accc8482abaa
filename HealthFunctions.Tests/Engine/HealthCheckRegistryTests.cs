using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

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
    public async Task Names_of_letters_digits_dots_underscores_and_dashes_are_allowed_in_settings(string name)
    {
        await using EngineUnderTest engine = new(_ => { }, [.. Http(name), ($"HealthChecks__{name}__Tags__0", $"x-{name[..1]}")]);

        Assert.Equal(name, engine.Check(name).Registration.Name);
    }

    [Theory]
    [InlineData("-a")]
    [InlineData(".")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public void Other_names_in_settings_are_errors_as_a_checks_and_as_a_tag(string name)
    {
        Assert.Equal(
            [$"A health check is named '{name}'; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'."],
            Errors(_ => { }, Http(name)));
        Assert.Equal(
            [$"HealthChecks__db__Tags__0 is '{name}'; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'."],
            Errors(_ => { }, [.. Http("db"), ("HealthChecks__db__Tags__0", name)]));
    }

    [Theory]
    [InlineData("-a", "-a")]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a/b", "a%2fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("ä", "%C3%A4")]
    [InlineData("a\n", "a%0A")]
    [InlineData("a?b#c", "a%3Fb%23c")]
    public async Task Code_may_use_any_name_that_the_framework_allows_and_a_route_carries_it_encoded(string name, string encoded)
    {
        HealthCheckResult result = HealthCheckResult.Degraded();
        await using HealthApp app = await HealthApp.StartAsync(
            checks => checks.AddCheck(name, DelegateCheck.Returning(result)).AddCheck("db", DelegateCheck.Returning(result), tags: [$"tag {name}"]),
            configure: services => services.AddRouting(),
            map: app => app.MapHealthFunctions());

        await app.Client.AnswerAsync($"/_system/check/{encoded}", 500, Expect.Warning);
        await app.Client.AnswerAsync($"/_system/check/tag%20{encoded}", 500, Expect.Warning);
    }

    [Fact]
    public async Task Names_that_no_route_can_carry_are_one_log_line_and_their_checks_run()
    {
        FakeLogCollector log = new();
        await using HealthApp app = await HealthApp.StartAsync(
            checks => checks.AddCheck(" ", Check).AddCheck("..", Check, tags: ["dots"]).AddCheck("\0", Check).AddCheck("\ud800", Check).AddCheck("db", Check),
            configure: services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log))));

        await app.Client.AnswerAsync("/_system/check/dots", 200, Expect.Ok);

        FakeLogRecord line = Assert.Single(log.GetSnapshot(), line => line.Id.Name == "UnroutableNames");
        Assert.Equal((LogLevel.Warning, "' ', '..', '\\u0000', '\ufffd'"), (line.Level, line.GetStructuredStateValue("Names")));
    }

    [Fact]
    public async Task A_tag_that_is_null_is_no_group()
    {
        await using EngineUnderTest engine = new(checks => checks.AddCheck("db", Check, tags: [null!, "ready"]));

        Assert.Equal(["db", "ready"], engine.Engine.Registry.Names);
    }

    [Fact]
    public void A_name_given_again_in_any_case_is_one_error() => Assert.Equal(
        ["Two health checks are named 'DB' (from settings or from code); allowed: each name once, compared without case."],
        Errors(checks => checks.AddCheck("db", Check).AddCheck("DB", Check).AddCheck("Db", Check)));

    [Fact]
    public void A_tag_in_settings_that_is_a_checks_name_in_any_case_is_an_error() => Assert.Equal(
        ["Health check 'db' has the tag 'CACHE', which is also the name of a health check; allowed: a name of its own."],
        Errors(checks => checks.AddCheck("db", Check).AddCheck("cache", Check), ("HealthChecks__db__Tags__0", "CACHE")));

    [Fact]
    public async Task A_checks_name_beats_a_tag_of_the_same_name_in_code()
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("db", Check, tags: ["cache"]).AddCheck("cache", DelegateCheck.Returning(HealthCheckResult.Degraded()), tags: ["cache"]));

        Assert.Equal(500, (await engine.GetAsync("/_system/check/cache")).StatusCode);
        Assert.Equal(["db", "cache"], (await engine.ReportAsync()).Entries.Keys);
    }

    [Fact]
    public void All_errors_are_reported_at_once() => Assert.Equal(
        4,
        Errors(
            checks => checks.AddCheck("cache", Check).AddCheck("CACHE", Check),
            [.. Http("?"), .. Http("db"), ("HealthChecks__db__Tags__0", "!"), ("HealthChecks__db__Tags__1", "cache")]).Count);

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

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;

    private static IEnumerable<(string Key, string? Value)> Http(string name) =>
        [($"HealthChecks__{name}__Type", "Http"), ($"HealthChecks__{name}__Url", "http://a/")];
}
