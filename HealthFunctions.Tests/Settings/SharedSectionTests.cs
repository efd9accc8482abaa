using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests a section <c>HealthChecks</c> that other code of the app reads, too: what is not ours does not stop the start.</summary>
public sealed class SharedSectionTests
{
    [Theory]
    [InlineData("HealthChecks", "true", "HealthChecks")]
    [InlineData("HealthChecks__Enabled", "true", "HealthChecks__Enabled")]
    [InlineData("HealthChecks__Path", "/healthz", "HealthChecks__Path")]
    [InlineData("HealthChecks__db", "true", "HealthChecks__db")]
    [InlineData("HealthChecks__0__Uri", "http://a/", "HealthChecks__0")]
    [InlineData("HealthChecks__Sql__ConnectionString", "Server=a", "HealthChecks__Sql")]
    [InlineData("HealthChecks__UI__Endpoints__0__Name", "orders.example", "HealthChecks__UI")]
    [InlineData("HealthChecks__db__ConnectionString", "Server=a", "HealthChecks__db__ConnectionString")]
    [InlineData("HealthChecks__db__Retry__Count", "3", "HealthChecks__db__Retry")]
    public async Task Keys_of_others_are_left_alone_and_named_in_one_log_line(string key, string value, string named)
    {
        FakeLogCollector log = new();
        await using HealthApp app = await StartAsync(log, [(key, value)]);

        await app.Client.AnswerAsync("/_system/check/db", 200, Expect.Ok);

        FakeLogRecord line = Assert.Single(log.GetSnapshot(), line => line.Id.Name == "ForeignKeys");
        Assert.Equal((LogLevel.Information, named), (line.Level, line.GetStructuredStateValue("Keys")));
        Assert.DoesNotContain(value, line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_all_ours_have_no_log_line()
    {
        FakeLogCollector log = new();
        await using HealthApp app = await StartAsync(log, [("HealthChecks__db__Timeout", "00:00:02")]);

        Assert.DoesNotContain(log.GetSnapshot(), line => line.Id.Name == "ForeignKeys");
    }

    [Theory]
    [InlineData("HealthChecks__db__Timeot", "00:00:02", "HealthChecks__db__Timeot is unknown (did you mean Timeout?); allowed: FailuresBeforeError, MaxAge, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter.")]
    [InlineData("HealthChecks__db__MxaAge", "00:00:02", "HealthChecks__db__MxaAge is unknown (did you mean MaxAge?); allowed: FailuresBeforeError, MaxAge, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter.")]
    [InlineData("HealthChecks__dbb__Timeout", "00:00:02", "HealthChecks__dbb__Type is missing, and no check named 'dbb' is registered in code; allowed: {types}.")]
    [InlineData("HealthChecks__dbb__Tag__0", "all", "HealthChecks__dbb__Type is missing, and no check named 'dbb' is registered in code; allowed: {types}.")]
    [InlineData("HealthChecks__shop__Typ", "Http", "HealthChecks__shop__Type is missing (is Typ meant to be it?), and no check named 'shop' is registered in code; allowed: {types}.")]
    [InlineData("HealthChecks__shop__Tpye", "Http", "HealthChecks__shop__Type is missing (is Tpye meant to be it?), and no check named 'shop' is registered in code; allowed: {types}.")]
    public void What_is_meant_for_a_check_but_misspelled_stops_the_start(string key, string value, string error) =>
        Assert.Equal([TypeNames.InsertInto(error)], Errors(_ => { }, [(key, value), (key.Contains("shop", StringComparison.Ordinal) ? "HealthChecks__shop__Url" : "Other", "http://a/")]));

    [Theory]
    [InlineData("HealthChecks", "HealthChecks is 'a'; allowed: a section, HealthChecks__<key>.")]
    [InlineData("HealthChecks__Enabled", "HealthChecks__Enabled__Type is missing, and no check named 'Enabled' is registered in code; allowed: {types}.")]
    [InlineData("HealthChecks__Sql__ConnectionString", "HealthChecks__Sql__Type is missing, and no check named 'Sql' is registered in code; allowed: {types}.")]
    [InlineData("HealthChecks__db__ConnectionString", "HealthChecks__db__ConnectionString is unknown; allowed: FailuresBeforeError, MaxAge, SuccessesBeforeOk, Tags, Timeout, Type, WarnAfter.")]
    public void Where_nothing_else_reads_the_section_everything_unknown_stops_the_start(string key, string error) =>
        Assert.Equal([TypeNames.InsertInto(error)], Errors(options => options.ErrorOnUnknownConfiguration = true, [(key, "a")]));

    private static Task<HealthApp> StartAsync(FakeLogCollector log, IEnumerable<(string Key, string? Value)> settings) => HealthApp.StartAsync(
        checks => checks.AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Healthy())),
        settings,
        services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log))));

    private static IReadOnlyList<string> Errors(Action<HealthFunctionsOptions> configure, IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(
            checks =>
            {
                checks.AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Healthy()));
                checks.Services.AddHealthFunctions(configure);
            },
            settings)).Errors;
}
