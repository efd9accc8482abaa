using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HealthFunctions.Tests.Settings;

/// <summary>Tests the options of the app in code, beside settings.</summary>
public sealed class HealthFunctionsOptionsTests
{
    [Fact]
    public async Task Options_in_code_count()
    {
        await using EngineUnderTest engine = Engine(options =>
        {
            options.Deadline = TimeSpan.FromSeconds(3);
            options.MaxConcurrency = 5;
            options.ReserveThreads = false;
            options.DrainSeconds = 7;
            options.WarningStatusCode = 200;
            options.ErrorStatusCode = 503;
        });

        EngineSettings settings = engine.Services.GetRequiredService<HealthSettings>().Engine;
        Assert.Equal(
            (TimeSpan.FromSeconds(3), 5, false, TimeSpan.FromSeconds(7)),
            (settings.Deadline, settings.MaxConcurrency, settings.ReserveThreads, settings.Drain));
        Assert.Equal(TimeSpan.FromSeconds(3), engine.Check("good").Policy.Timeout);
        Assert.Equal((200, 503), ((await engine.GetAsync("/_system/check/shaky")).StatusCode, (await engine.GetAsync("/_system/check/bad")).StatusCode));
    }

    [Fact]
    public async Task Settings_beat_options_in_code()
    {
        await using EngineUnderTest engine = Engine(
            options => (options.Deadline, options.WarningStatusCode, options.ErrorStatusCode) = (TimeSpan.FromSeconds(3), 200, 503),
            ("HealthFunctions__Deadline", "00:00:04"),
            ("HealthFunctions__WarningStatusCode", "429"));

        Assert.Equal(TimeSpan.FromSeconds(4), engine.Services.GetRequiredService<HealthSettings>().Engine.Deadline);
        Assert.Equal((429, 503), ((await engine.GetAsync("/_system/check/shaky")).StatusCode, (await engine.GetAsync("/_system/check/bad")).StatusCode));
    }

    [Fact]
    public async Task Whoever_asks_for_the_options_gets_code_and_settings()
    {
        await using EngineUnderTest engine = Engine(options => options.MaxConcurrency = 5, ("HealthFunctions__Deadline", "00:00:04"));

        HealthFunctionsOptions options = engine.Services.GetRequiredService<IOptions<HealthFunctionsOptions>>().Value;
        Assert.Equal((TimeSpan.FromSeconds(4), 5), (options.Deadline, options.MaxConcurrency));
    }

    [Fact]
    public async Task A_host_application_builder_takes_options_and_a_second_call_adds_to_them()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.AddHealthFunctions(options => options.MaxConcurrency = 5);
        builder.AddHealthFunctions(options => options.Deadline = TimeSpan.FromSeconds(3));
        using IHost host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        HealthFunctionsOptions options = host.Services.GetRequiredService<IOptions<HealthFunctionsOptions>>().Value;
        Assert.Equal((TimeSpan.FromSeconds(3), 5), (options.Deadline, options.MaxConcurrency));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Wrong_options_stop_the_start_with_the_wrong_settings() => Assert.Equal(
        [
            "HealthFunctions__MaxConcurrency is '0'; allowed: a whole number from 1 to 10000.",
            "HealthFunctionsOptions.Deadline is '00:05:00.0000001'; allowed: a duration from 1ms to 5m.",
            "HealthFunctionsOptions.MaxConcurrency is '10001'; allowed: a whole number from 1 to 10000.",
            "HealthFunctionsOptions.DrainSeconds is '301'; allowed: a whole number from 0 to 300.",
            "HealthFunctionsOptions.WarningStatusCode is '199'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.",
            "HealthFunctionsOptions.ErrorStatusCode is '600'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body.",
        ],
        Errors(
            options =>
            {
                options.Deadline = TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1);
                options.DrainSeconds = 301;
                options.MaxConcurrency = 10_001;
                options.WarningStatusCode = 199;
                options.ErrorStatusCode = 600;
            },
            ("HealthFunctions__MaxConcurrency", "0")));

    [Fact]
    public void A_setting_beats_a_wrong_option_and_is_then_all_that_counts()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddLogging()
            .AddSettings([("HealthFunctions__MaxConcurrency", "7")])
            .AddHealthFunctions(options => options.MaxConcurrency = 0).Services
            .BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<HealthCheckService>());
    }

    [Fact]
    public void What_a_validator_of_the_app_refuses_stops_the_start_too() => Assert.Equal(
        ["MaxConcurrency shall be even"],
        Assert.Throws<HealthSettingsException>(() => new EngineUnderTest(checks => checks.Services
            .AddOptions<HealthFunctionsOptions>()
            .Configure(options => options.MaxConcurrency = 5)
            .Validate(options => options.MaxConcurrency % 2 == 0, "MaxConcurrency shall be even"))).Errors);

    [Fact]
    public async Task The_sections_can_have_other_names()
    {
        await using EngineUnderTest engine = Engine(
            options => (options.HealthChecksSection, options.HealthFunctionsSection) = ("Monitoring:Checks", "Monitoring:App"),
            ("HealthChecks__good__Timeout", "of another"),
            ("HealthFunctions__Deadline", "of another"),
            ("Monitoring__Checks__good__Timeout", "00:00:02"),
            ("Monitoring__App__Deadline", "00:00:03"));

        Assert.Equal(TimeSpan.FromSeconds(2), engine.Check("good").Policy.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(3), engine.Services.GetRequiredService<HealthSettings>().Engine.Deadline);
    }

    [Fact]
    public void Wrong_settings_in_a_section_of_another_name_are_reported_with_their_full_keys() => Assert.Equal(
        [
            "Monitoring__App__Dedline is unknown (did you mean Deadline?); allowed: Deadline, DrainSeconds, ErrorStatusCode, MaxConcurrency, ReserveThreads, WarningStatusCode.",
            "Monitoring__Checks__good__MaxAge is 'x'; allowed: a duration from 0s to 1d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.",
        ],
        Errors(
            options => (options.HealthChecksSection, options.HealthFunctionsSection) = ("Monitoring:Checks", "Monitoring:App"),
            ("Monitoring__Checks__good__MaxAge", "x"),
            ("Monitoring__App__Dedline", "00:00:03")));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a::b")]
    public void A_section_without_a_name_stops_the_start(string? name) => Assert.Equal(
        [
            $"HealthFunctionsOptions.HealthChecksSection is '{name}'; allowed: the name of a configuration section, such as Monitoring:HealthChecks.",
            $"HealthFunctionsOptions.HealthFunctionsSection is '{name}'; allowed: the name of a configuration section, such as Monitoring:HealthChecks.",
        ],
        Errors(options => (options.HealthChecksSection, options.HealthFunctionsSection) = (name!, name!)));

    [Fact]
    public void Both_sections_cannot_be_one() => Assert.Equal(
        ["HealthFunctionsOptions.HealthFunctionsSection is 'monitoring'; allowed: another section than HealthChecksSection."],
        Errors(options => (options.HealthChecksSection, options.HealthFunctionsSection) = ("Monitoring", "monitoring")));

    private static EngineUnderTest Engine(Action<HealthFunctionsOptions> configure, params IEnumerable<(string Key, string? Value)> settings) => new(
        checks =>
        {
            checks
                .AddCheck("good", DelegateCheck.Returning(HealthCheckResult.Healthy()))
                .AddCheck("shaky", DelegateCheck.Returning(HealthCheckResult.Degraded()))
                .AddCheck("bad", DelegateCheck.Returning(HealthCheckResult.Unhealthy()));
            checks.Services.AddHealthFunctions(configure);
        },
        settings);

    private static IReadOnlyList<string> Errors(Action<HealthFunctionsOptions> configure, params IEnumerable<(string Key, string? Value)> settings) =>
        Assert.Throws<HealthSettingsException>(() => Engine(configure, settings)).Errors;
}
