using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests the options of one check in code, beside its registration and its settings.</summary>
public sealed class HealthCheckRegistrationOptionsTests
{
    private static readonly DelegateCheck Check = DelegateCheck.Returning(HealthCheckResult.Healthy());

    [Fact]
    public async Task A_check_is_configured_in_code_before_or_after_its_registration_whatever_the_case_of_its_name()
    {
        await using EngineUnderTest engine = new(checks => checks
            .ConfigureCheck("DB", options => (options.Timeout, options.MaxAge) = (TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1)))
            .AddCheck("db", Check, timeout: TimeSpan.FromSeconds(7))
            .ConfigureCheck("db", options => (options.WarnAfter, options.FailuresBeforeError, options.SuccessesBeforeOk) = (TimeSpan.FromSeconds(1), 3, 2))
            .AddCheck("other", Check));

        Assert.Equal(new CheckPolicy(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), 3, 2), engine.Check("db").Policy);
        Assert.Equal(new CheckPolicy(TimeSpan.FromSeconds(5), null, TimeSpan.FromSeconds(1), 1, 1), engine.Check("other").Policy);
    }

    [Fact]
    public async Task Settings_beat_code()
    {
        await using EngineUnderTest engine = new(
            checks => checks
                .AddCheck("db", Check)
                .ConfigureCheck("db", options => (options.Timeout, options.MaxAge) = (TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1))),
            ("HealthChecks__db__Timeout", "00:00:03"));

        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1)), (engine.Check("db").Policy.Timeout, engine.Check("db").Policy.MaxAge));
    }

    [Fact]
    public async Task A_check_that_settings_describe_is_configured_in_code_too()
    {
        await using EngineUnderTest engine = new(
            checks => checks.ConfigureCheck("shop", options => options.MaxAge = TimeSpan.FromMinutes(1)),
            ("HealthChecks__shop__Type", "Http"),
            ("HealthChecks__shop__Url", "http://a/"));

        Assert.Equal(TimeSpan.FromMinutes(1), engine.Check("shop").Policy.MaxAge);
    }

    [Fact]
    public async Task All_checks_are_configured_by_the_frameworks_ConfigureAll()
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("one", Check).AddCheck("two", Check)
            .Services.ConfigureAll<HealthCheckRegistrationOptions>(options => options.FailuresBeforeError = 2));

        Assert.All(engine.Engine.Registry.All, check => Assert.Equal(2, check.Policy.FailuresBeforeError));
    }

    [Fact]
    public void A_name_that_nobody_registered_stops_the_start() => Assert.Equal(
        ["ConfigureCheck is called for the health check 'dbb'; allowed: the name of a check that is registered."],
        Errors(checks => checks.AddCheck("db", Check).ConfigureCheck("dbb", _ => { })));

    [Fact]
    public void All_errors_are_reported_at_once_with_the_check_and_the_property() => Assert.Equal(
        [
            "HealthChecks__two__MaxAge is 'x'; allowed: a duration from 0s to 1d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.",
            "Health check 'one': Timeout is '0s'; allowed: a duration from 1ms to 5m.",
            "Health check 'one': WarnAfter is '0s'; allowed: a duration from 1ms.",
            "Health check 'one': MaxAge is '-00:00:00.0000001'; allowed: a duration from 0s to 1d.",
            "Health check 'one': FailuresBeforeError is '0'; allowed: a whole number from 1 to 1000.",
            "Health check 'one': SuccessesBeforeOk is '0'; allowed: a whole number from 1 to 1000.",
            "Health check 'two': FailuresBeforeError is '1001'; allowed: a whole number from 1 to 1000.",
        ],
        Errors(
            checks => checks
                .AddCheck("one", Check)
                .AddCheck("two", Check)
                .ConfigureCheck("one", options =>
                {
                    options.Timeout = TimeSpan.Zero;
                    options.WarnAfter = TimeSpan.Zero;
                    options.MaxAge = TimeSpan.FromTicks(-1);
                    options.FailuresBeforeError = 0;
                    options.SuccessesBeforeOk = 0;
                })
                .ConfigureCheck("two", options => options.FailuresBeforeError = 1001),
            ("HealthChecks__two__MaxAge", "x")));

    [Fact]
    public void A_WarnAfter_in_code_that_is_not_below_the_Timeout_in_settings_stops_the_start() => Assert.Equal(
        ["Health check 'db': WarnAfter is '2s'; allowed: a duration below the check's Timeout, 2s."],
        Errors(
            checks => checks.AddCheck("db", Check).ConfigureCheck("db", options => options.WarnAfter = TimeSpan.FromSeconds(2)),
            ("HealthChecks__db__Timeout", "00:00:02")));

    [Fact]
    public async Task Tags_in_code_and_in_settings_are_added_to_those_of_the_registration()
    {
        HealthCheckRegistration mine = new("db", Check, HealthStatus.Degraded, ["mine"], TimeSpan.FromSeconds(7))
        {
            Delay = TimeSpan.FromSeconds(8),
            Period = TimeSpan.FromSeconds(9),
        };
        await using EngineUnderTest engine = new(
            checks => checks.Add(mine).ConfigureCheck("db", options => options.Tags.Add("code")),
            ("HealthChecks__db__Tags__0", "settings"),
            ("HealthChecks__db__Tags__1", "Code"));

        HealthCheckRegistration registration = engine.Check("db").Registration;
        Assert.Equal(["mine", "code", "settings"], registration.Tags);
        Assert.Equal(["mine", "code", "settings"], (await engine.ReportAsync()).Entries["db"].Tags);
        Assert.Equal(200, (await engine.GetAsync("/_system/check/SETTINGS")).StatusCode);
        Assert.Equal(
            (mine.Name, mine.Factory, mine.FailureStatus, mine.Timeout, mine.Delay, mine.Period),
            (registration.Name, registration.Factory, registration.FailureStatus, registration.Timeout, registration.Delay, registration.Period));
        Assert.Equal(["mine"], mine.Tags);
    }

    [Fact]
    public async Task Without_further_tags_the_registration_stays_the_same_object()
    {
        HealthCheckRegistration mine = new("db", Check, failureStatus: null, ["mine"]);
        await using EngineUnderTest engine = new(checks => checks.Add(mine), ("HealthChecks__db__Tags__0", "mine"));

        Assert.Same(mine, engine.Check("db").Registration);
    }

    [Fact]
    public async Task A_check_sees_its_timeout_in_its_registration_wherever_it_is_set()
    {
        HealthCheckRegistration mine = new("db", Check, failureStatus: null, tags: null);
        await using EngineUnderTest engine = new(
            checks => checks.Add(mine).AddCheck("code", Check).ConfigureCheck("code", options => options.Timeout = TimeSpan.FromSeconds(3)),
            ("HealthChecks__db__Timeout", "2s"),
            ("HealthChecks__disk__Type", "Disk"),
            ("HealthChecks__disk__ErrorBelow", "1B"),
            ("HealthChecks__disk__Timeout", "4s"));

        Assert.Equal(
            [2, 3, 4],
            ((string[])["db", "code", "disk"]).Select(name => engine.Check(name).Registration.Timeout.TotalSeconds));
        Assert.Equal(Timeout.InfiniteTimeSpan, mine.Timeout);
    }

    private static IReadOnlyList<string> Errors(Action<IHealthChecksBuilder> register, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(register, settings)).Errors;

    [Fact]
    public void Tags_that_no_group_can_be_asked_for_by_stop_the_start()
    {
        HealthSettingsException exception = Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks
            .AddCheck("one", Check).AddCheck("two", Check)
            .ConfigureCheck("one", options => options.Tags.UnionWith([" ", "two", "fine"]))));

        Assert.Equal(
            [
                "Health check 'one': Tags has ' '; allowed: a letter or digit, then up to 63 letters, digits, '.', '_' or '-'.",
                "Health check 'one' has the tag 'two', which is also the name of a health check; allowed: a name of its own.",
            ],
            exception.Errors);
    }

    [Fact]
    public void A_wrong_timeout_is_one_error_and_no_limit_of_others() => Assert.Equal(
        ["Health check 'one': Timeout is '-00:00:01'; allowed: a duration from 1ms to 5m."],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks
            .AddCheck("one", Check)
            .ConfigureCheck("one", options => (options.Timeout, options.WarnAfter) = (TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1))))).Errors);
}
