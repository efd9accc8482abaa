using System.Globalization;
using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests what is read from settings, and how wrong ones are reported.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("HealthFunctions__Deadline", "5", "HealthFunctions__Deadline is '5'; allowed: a duration from 1ms to 5m, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.")]
    [InlineData("HealthFunctions__Deadline", "00:05:01", "HealthFunctions__Deadline is '00:05:01'; allowed: a duration from 1ms to 5m, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.")]
    [InlineData("HealthFunctions__MaxConcurrency", "0", "HealthFunctions__MaxConcurrency is '0'; allowed: a whole number from 1 to 10000.")]
    [InlineData("HealthFunctions__ErrorStatusCode", "199", "HealthFunctions__ErrorStatusCode is '199'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.")]
    [InlineData("HealthFunctions__ErrorStatusCode", "304", "HealthFunctions__ErrorStatusCode is '304'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.")]
    [InlineData("HealthFunctions__WarningStatusCode", "204", "HealthFunctions__WarningStatusCode is '204'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.")]
    [InlineData("HealthFunctions__WarningStatusCode", "600", "HealthFunctions__WarningStatusCode is '600'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.")]
    [InlineData("HealthFunctions__Dedline", "00:00:05", "HealthFunctions__Dedline is unknown (did you mean Deadline?); allowed: Deadline, DrainSeconds, ErrorStatusCode, MaxConcurrency, ReserveThreads, WarningStatusCode.")]
    [InlineData("HealthChecks__a__Timeout", "00:00:00", "HealthChecks__a__Timeout is '00:00:00'; allowed: a duration from 1ms to 5m, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.")]
    [InlineData("HealthChecks__a__Timeout", "00:00:10.001", "HealthChecks__a__Timeout is '00:00:10.001'; allowed: a duration up to HealthFunctions__Deadline, 10s.")]
    [InlineData("HealthChecks__a__WarnAfter", "00:00:05", "HealthChecks__a__WarnAfter is '00:00:05'; allowed: a duration below the check's Timeout, 5s.")]
    [InlineData("HealthChecks__a__MaxAge", "-00:00:01", "HealthChecks__a__MaxAge is '-00:00:01'; allowed: a duration from 0s to 1d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.")]
    [InlineData("HealthChecks__a__SuccessesBeforeOk", "0", "HealthChecks__a__SuccessesBeforeOk is '0'; allowed: a whole number from 1 to 1000.")]
    [InlineData("HealthChecks__a__FailuresBeforeError", "0", "HealthChecks__a__FailuresBeforeError is '0'; allowed: a whole number from 1 to 1000.")]
    [InlineData("HealthChecks__a__Tags", "x", "HealthChecks__a__Tags is 'x'; allowed: a list, HealthChecks__a__Tags__0 and so on.")]
    [InlineData("HealthChecks__a__Tags__0", "a b", "HealthChecks__a__Tags__0 is 'a b'; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'.")]
    [InlineData("HealthChecks__a__Tags__0__x", "y", "HealthChecks__a__Tags__0__x is below a key of one value; allowed: HealthChecks__a__Tags__0 alone.")]
    [InlineData("HealthChecks__a__Tags__ready", "true", "HealthChecks__a__Tags__ready is not of a list; allowed: HealthChecks__a__Tags__0 and so on.")]
    [InlineData("HealthChecks__a__Url__x", "y", "HealthChecks__a__Url__x is below a key of one value; allowed: HealthChecks__a__Url alone.")]
    [InlineData("HealthChecks__a__Timeout__Seconds", "5", "HealthChecks__a__Timeout__Seconds is below a key of one value; allowed: HealthChecks__a__Timeout alone.")]
    [InlineData("HealthChecks__a__Type__x", "y", "HealthChecks__a__Type__x is below a key of one value; allowed: HealthChecks__a__Type alone.")]
    [InlineData("HealthChecks__a__Headers__X__Y", "secret", "HealthChecks__a__Headers__X__Y is below a key of one value; allowed: HealthChecks__a__Headers__X alone.")]
    [InlineData("HealthChecks__a", "http://a/", "HealthChecks__a is 'http://a/'; allowed: a section, HealthChecks__a__<key>.")]
    [InlineData("HealthFunctions", "a", "HealthFunctions is 'a'; allowed: a section, HealthFunctions__<key>.")]
    [InlineData("HealthChecks__a__Tags__0", "A", "Health check 'a' has the tag 'A', which is also the name of a health check; allowed: a name of its own.")]
    [InlineData("HealthChecks__a__CertificateExpiryWarning", "14", "HealthChecks__a__CertificateExpiryWarning is '14'; allowed: a duration from 1s to 366d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.")]
    [InlineData("HealthChecks__a__Headers", "secret", "HealthChecks__a__Headers is not one JSON object of texts, each name once; allowed: such as {\"X-Api-Key\":\"...\"}, or names and values, HealthChecks__a__Headers__<name>.")]
    [InlineData("HealthChecks__a__Headers", "[\"secret\"]", "HealthChecks__a__Headers is not one JSON object of texts, each name once; allowed: such as {\"X-Api-Key\":\"...\"}, or names and values, HealthChecks__a__Headers__<name>.")]
    [InlineData("HealthChecks__a__Headers", "{\"X-Key\":{\"a\":\"secret\"}}", "HealthChecks__a__Headers is not one JSON object of texts, each name once; allowed: such as {\"X-Api-Key\":\"...\"}, or names and values, HealthChecks__a__Headers__<name>.")]
    [InlineData("HealthChecks__a__Headers", "{\"X-Key\":\"secret\",\"x-key\":\"b\"}", "HealthChecks__a__Headers is not one JSON object of texts, each name once; allowed: such as {\"X-Api-Key\":\"...\"}, or names and values, HealthChecks__a__Headers__<name>.")]
    [InlineData("HealthChecks__a__Headers", "{\"X-Key\":1}", "HealthChecks__a__Headers is not one JSON object of texts, each name once; allowed: such as {\"X-Api-Key\":\"...\"}, or names and values, HealthChecks__a__Headers__<name>.")]
    [InlineData("HealthChecks__a__Urls", "http://a/", "HealthChecks__a__Urls is unknown (did you mean Url?); allowed: Body, CertificateExpiryWarning, ClientCertificate, ClientCertificateKeyPath, ClientCertificatePassword, ClientId, ContentType, ExpectedBody, ExpectedHeaders, ExpectedJson, ExpectedStatus, FailuresBeforeError, FollowRedirects, Headers, MaxAge, MaxBodyBytes, Method, ReuseConnections, SuccessesBeforeOk, Tags, Timeout, TokenAudience, Type, Url, UseProxy, WarnAfter.")]
    [InlineData("HealthChecks__b c__Type", "http", "HealthChecks__b c__Url is missing; allowed: an absolute http or https URL, such as https://example.org/health.", "A health check is named 'b c'; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'.")]
    [InlineData("HealthChecks__b__Timeout", "00:00:01", "HealthChecks__b__Type is missing, and no check named 'b' is registered in code; allowed: {types}.")]
    [InlineData("HealthChecks__b__Type", "Htp", "HealthChecks__b__Type is 'Htp' (did you mean Http?); allowed: {types}.")]
    public void A_wrong_setting_is_reported_with_the_value_and_what_is_allowed(string key, string value, params string[] errors)
    {
        Assert.Equal(
            errors.Select(error => TypeNames.InsertInto(error)), Errors(_ => { }, ("HealthChecks__a__Type", "Http"), ("HealthChecks__a__Url", "http://a/"), (key, value)));
    }

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        Assert.Equal(
            4,
            Errors(
                checks => checks.AddCheck("c", DelegateCheck.Returning(default)).AddCheck("C", DelegateCheck.Returning(default)),
                ("HealthFunctions__Deadline", "x"),
                ("HealthChecks__a__Type", "Http"),
                ("HealthChecks__b__Type", "x")).Count);
    }

    [Fact]
    public void A_name_from_settings_and_from_code_stops_the_start() => Assert.Equal(
        ["Two health checks are named 'a' (from settings or from code); allowed: each name once, compared without case."],
        Errors(
            checks => checks.AddCheck("A", DelegateCheck.Returning(default)),
            ("HealthChecks__a__Type", "Http"),
            ("HealthChecks__a__Url", "http://a/")));

    [Fact]
    public async Task The_start_of_a_host_fails()
    {
        HealthSettingsException exception = await Assert.ThrowsAsync<HealthSettingsException>(async () =>
        {
            await using HealthApp app = await HealthApp.StartAsync(settings: [("HealthFunctions__Deadline", "x")], map: _ => { });
        });

        Assert.Single(exception.Errors);
        // What a host that does not start prints: no stack of the container between.
        Assert.Equal(
            ["The settings are wrong (1):", $"  {exception.Errors[0]}"],
            exception.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_check_without_settings_has_the_defaults()
    {
        await using EngineUnderTest engine = new(checks => checks.AddCheck("a", DelegateCheck.Returning(default)));

        Assert.Equal(new CheckPolicy(TimeSpan.FromSeconds(5), null, TimeSpan.FromSeconds(1), 1, 1), Assert.Single(engine.Engine.Registry.All).Policy);
    }

    [Fact]
    public async Task The_default_timeout_is_the_deadline_where_that_is_shorter()
    {
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("a", DelegateCheck.Returning(default)).AddCheck("b", DelegateCheck.Returning(default)),
            ("HealthFunctions__Deadline", "00:00:02"),
            ("HealthChecks__b__MaxAge", "00:00:03"));

        Assert.All(engine.Engine.Registry.All, check => Assert.Equal(TimeSpan.FromSeconds(2), check.Policy.Timeout));
    }

    [Fact]
    public void A_Timeout_above_the_Deadline_in_settings_of_a_check_in_code_stops_the_start() => Assert.Equal(
        ["HealthChecks__a__Timeout is '00:00:03'; allowed: a duration up to HealthFunctions__Deadline, 2s."],
        Errors(
            checks => checks.AddCheck("a", DelegateCheck.Returning(default)),
            ("HealthFunctions__Deadline", "00:00:02"),
            ("HealthChecks__a__Timeout", "00:00:03")));

    [Fact]
    public async Task A_timeout_above_the_Deadline_in_code_is_one_warning()
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("a", DelegateCheck.Returning(default), timeout: TimeSpan.FromSeconds(10))
            .AddCheck("b", DelegateCheck.Returning(default), timeout: TimeSpan.FromSeconds(11)));

        FakeLogRecord line = Assert.Single(engine.Log.GetSnapshot());
        Assert.Equal((LogLevel.Warning, "TimeoutAboveDeadline"), (line.Level, line.Id.Name));
        Assert.Equal(
            ("b", "00:00:11", "00:00:10"),
            (line.GetStructuredStateValue("Check"), line.GetStructuredStateValue("Timeout"), line.GetStructuredStateValue("Deadline")));
    }

    [Fact]
    public async Task A_check_in_code_keeps_the_timeout_of_its_registration()
    {
        await using EngineUnderTest engine = new(checks =>
            checks.AddCheck("a", DelegateCheck.Returning(default), timeout: TimeSpan.FromSeconds(7)));

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(engine.Engine.Registry.All).Policy.Timeout);
    }

    [Theory]
    [InlineData("00:00:00.0000001", "00:00:00.0000001")]
    [InlineData("00:10:00", "00:10:00")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    [InlineData("365.00:00:00", "1.00:00:00")]
    public async Task A_registration_in_code_may_have_any_timeout_that_the_framework_allows(string given, string expected)
    {
        await using EngineUnderTest engine = new(checks => checks.AddCheck(
            "a", DelegateCheck.Returning(default), timeout: TimeSpan.Parse(given, CultureInfo.InvariantCulture)));

        Assert.Equal(TimeSpan.Parse(expected, CultureInfo.InvariantCulture), Assert.Single(engine.Engine.Registry.All).Policy.Timeout);
    }

    [Fact]
    public async Task Settings_of_a_check_in_code_override_its_registration()
    {
        await using EngineUnderTest engine = new(
            checks => checks.AddCheck("a", DelegateCheck.Returning(default), timeout: TimeSpan.FromSeconds(7)),
            ("HealthChecks__A__Timeout", "00:00:02"),
            ("HealthChecks__A__WarnAfter", "00:00:01"),
            ("HealthChecks__A__MaxAge", "00:01:00"),
            ("HealthChecks__A__FailuresBeforeError", "3"),
            ("HealthChecks__A__SuccessesBeforeOk", "2"));

        Assert.Equal(
            new CheckPolicy(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), 3, 2),
            Assert.Single(engine.Engine.Registry.All).Policy);
    }

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;
}
