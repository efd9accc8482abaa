using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a stop first fails readiness, and serves on for as long as the settings say.</summary>
public sealed class DrainTests
{
    private const string Ready = "ready";

    [Fact]
    public async Task Meanwhile_groups_are_ERROR_without_a_run_and_checks_are_run()
    {
        await using EngineUnderTest engine = Create(30);
        Task stop = Lifetime(engine).StoppingAsync(TestContext.Current.CancellationToken);

        AggregateResult group = await engine.CallGroupAsync(Ready, TestContext.Current.CancellationToken);
        Assert.Empty(engine.Started.GetMeasurementSnapshot());
        AggregateResult check = await engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((HealthStatus.Unhealthy, null), (group.Status, group.Age));
        Assert.Equal(HealthStatus.Healthy, check.Status);
        Assert.Single(engine.Logged("Draining"));
        Assert.False(stop.IsCompleted);
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        await stop;
        Assert.Equal(HealthReason.Shutdown, (await engine.GetOrStartRunAsync()).Outcome.Reason);
        Assert.Equal(HealthStatus.Unhealthy, (await engine.CallGroupAsync(Ready, TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task A_host_that_will_not_wait_ends_it()
    {
        await using EngineUnderTest engine = Create(30);
        using CancellationTokenSource impatient = new();
        Task stop = Lifetime(engine).StoppingAsync(impatient.Token);

        await impatient.CancelAsync();

        await stop;
        Assert.Equal(HealthReason.Shutdown, (await engine.GetOrStartRunAsync()).Outcome.Reason);
    }

    [Fact]
    public async Task Without_the_setting_there_is_no_such_time()
    {
        await using EngineUnderTest engine = Create(0);

        await Lifetime(engine).StoppingAsync(TestContext.Current.CancellationToken);

        Assert.Empty(engine.Logged("Draining"));
    }

    private static EngineUnderTest Create(int seconds) => new(
        checks => checks.AddCheck(EngineUnderTest.Db, DelegateCheck.Returning(HealthCheckResult.Healthy()), tags: [Ready]),
        ("HealthFunctions__DrainSeconds", $"{seconds}"), ($"HealthChecks__{EngineUnderTest.Db}__MaxAge", "00:00:00"));

    private static IHostedLifecycleService Lifetime(EngineUnderTest engine) =>
        engine.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
}
