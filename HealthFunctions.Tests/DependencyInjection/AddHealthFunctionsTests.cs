using HealthFunctions.Engine;
using HealthFunctions.Settings;
using HealthFunctions.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Tests.DependencyInjection;

/// <summary>Tests what AddHealthFunctions adds to an app, and when it reads the settings.</summary>
public sealed class AddHealthFunctionsTests
{
    [Fact]
    public void On_services_a_second_call_adds_nothing()
    {
        ServiceCollection services = new();
        services.AddHealthFunctions();
        ServiceDescriptor[] added = [.. services];

        services.AddHealthFunctions();

        Assert.Equal(added, services);
    }

    [Fact]
    public void On_a_host_application_builder_a_second_call_adds_nothing()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.AddHealthFunctions();
        ServiceDescriptor[] added = [.. builder.Services];

        builder.AddHealthFunctions();
        builder.Services.AddHealthFunctions();

        Assert.Equal(added, builder.Services);
    }

    [Fact]
    public void Checks_added_after_each_call_are_registered_once()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.AddHealthFunctions().AddCheck("one", DelegateCheck.Returning(HealthCheckResult.Healthy()));
        builder.Services.AddHealthChecks().AddCheck("two", DelegateCheck.Returning(HealthCheckResult.Healthy()));
        builder.AddHealthFunctions().AddCheck("three", DelegateCheck.Returning(HealthCheckResult.Healthy()));
        builder.Configuration.AddConfiguration(Configured.With(("HealthChecks__four__Type", "Http"), ("HealthChecks__four__Url", "http://a/")));
        using IHost host = builder.Build();

        Assert.Equal(
            ["one", "two", "three", "four"],
            host.Services.GetRequiredService<HealthCheckEngine>().Registry.All.Select(check => check.Registration.Name));
        Assert.IsType<HealthCheckEngine>(Assert.Single(host.Services.GetServices<HealthCheckService>()));
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<EngineLifetime>());
    }

    [Fact]
    public async Task Settings_added_before_the_host_starts_count()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.AddHealthFunctions().AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Healthy()));
        builder.Configuration.AddConfiguration(Configured.With(("HealthChecks__db__Timeout", "00:00:02"), ("HealthChecks__db__MaxAge", "00:00:03")));
        using IHost host = builder.Build();
        builder.Configuration.AddConfiguration(Configured.With(("HealthChecks__db__MaxAge", "00:00:04")));

        await host.StartAsync(TestContext.Current.CancellationToken);

        CheckPolicy policy = Assert.Single(host.Services.GetRequiredService<HealthCheckEngine>().Registry.All).Policy;
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)), (policy.Timeout, policy.MaxAge));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Wrong_settings_added_before_the_host_starts_stop_the_start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.AddHealthFunctions();
        using IHost host = builder.Build();
        builder.Configuration.AddConfiguration(Configured.With(("HealthFunctions__Deadline", "x")));

        HealthSettingsException exception = await Assert.ThrowsAsync<HealthSettingsException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Single(exception.Errors);
    }

    [Fact]
    public async Task An_app_without_configuration_has_the_defaults()
    {
        ServiceCollection services = new();
        services.AddLogging().AddHealthFunctions().AddCheck("db", DelegateCheck.Returning(HealthCheckResult.Healthy()));
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, report.Status);
    }
}
