using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Embedding.Tests;

/// <summary>Tests that what tests of an app override counts: settings are read when the host starts.</summary>
public sealed class TestHostTests
{
    [Fact]
    public async Task ConfigureAppConfiguration_counts()
    {
        await using AppUnderTest app = AppUnderTest.Start(
            embed: true,
            [
                ("Anonymous", "true"),
                ("HealthFunctions__WarningStatusCode", "429"),
                ("HealthChecks__db__Tags__0", "critical"),
                ("HealthChecks__shop__Type", "Http"),
                ("HealthChecks__shop__Url", "http://127.0.0.1:9/"),
            ]);

        Assert.Equal((429, Expect.Warning), await app.GetAsync("/_system/check/db"));
        Assert.Equal((429, Expect.Warning), await app.GetAsync("/_system/check/critical"));
        Assert.Equal((500, Expect.Error), await app.GetAsync("/_system/check/shop"));
    }

    [Fact]
    public async Task ConfigureTestServices_counts()
    {
        await using AppUnderTest app = AppUnderTest.Start(
            embed: true,
            [("Anonymous", "true")],
            services =>
            {
                services.Configure<HealthFunctionsOptions>(options => options.WarningStatusCode = 429);
                services.Configure<HealthCheckServiceOptions>(options =>
                {
                    options.Registrations.Remove(options.Registrations.Single(check => check.Name == "throwing"));
                    options.Registrations.Add(new HealthCheckRegistration("throwing", DelegateCheck.Returning(HealthCheckResult.Degraded()), null, null));
                });
                services.AddHealthChecks().ConfigureCheck("throwing", options => options.Tags.Add("replaced"));
            });

        Assert.Equal((429, Expect.Warning), await app.GetAsync("/_system/check/throwing"));
        Assert.Equal((429, Expect.Warning), await app.GetAsync("/_system/check/replaced"));
    }

    [Fact]
    public void Wrong_settings_of_a_test_stop_the_start()
    {
        HealthSettingsException exception = Assert.Throws<HealthSettingsException>(
            () => AppUnderTest.Start(embed: true, [("HealthFunctions__WarningStatusCode", "0")]));

        Assert.Equal(["HealthFunctions__WarningStatusCode is '0'; allowed: a whole number from 200 to 599, but for 204, 205 and 304, which have no body."], exception.Errors);
    }
}
