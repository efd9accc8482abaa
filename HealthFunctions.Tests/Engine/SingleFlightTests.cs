using HealthFunctions.Endpoint;
using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that a check has one run at a time, however many callers there are.</summary>
public sealed class SingleFlightTests
{
    private const int Callers = 1000;

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:01")]
    public async Task A_thousand_concurrent_callers_share_one_run(string maxAge)
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", maxAge));
        Task<AggregateResult>[] calls = new Task<AggregateResult>[Callers];

        Parallel.For(0, Callers, i => calls[i] = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken));
        ManualRun run = await check.NextRunAsync();
        run.ReturnHealthy();
        AggregateResult[] answers = await Task.WhenAll(calls);

        Assert.All(answers, answer => Assert.Equal(HealthStatus.Healthy, answer.Status));
        Assert.Equal(1, check.Runs);
        Assert.Equal(1, engine.Started.LastMeasurement?.Value);
        Assert.Single(engine.Started.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task Route_group_report_and_HealthCheckService_share_one_run()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("db", check, tags: ["all"]), ("HealthChecks__db__MaxAge", "00:00:00"));

        Task<HealthResponse> route = engine.GetAsync("/_system/check/db").AsTask();
        Task<HealthResponse> group = engine.GetAsync("/_system/check/all").AsTask();
        Task<HealthReport> report = engine.ReportAsync();
        Task<HealthReport> chosen = engine.Service.CheckHealthAsync(
            registration => registration.Name == "db", TestContext.Current.CancellationToken);
        (await check.NextRunAsync()).ReturnHealthy();

        Assert.Equal(200, (await route).StatusCode);
        Assert.Equal(200, (await group).StatusCode);
        Assert.Equal(HealthStatus.Healthy, (await report).Entries["db"].Status);
        Assert.Equal(HealthStatus.Healthy, (await chosen).Entries["db"].Status);
        Assert.Equal(1, check.Runs);
    }

    [Fact]
    public async Task A_caller_that_arrives_during_a_run_shares_it()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));

        Task<AggregateResult> first = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(3));
        Task<AggregateResult> second = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        run.Return(HealthCheckResult.Degraded());

        Assert.Equal(HealthStatus.Degraded, (await first).Status);
        Assert.Equal(new AggregateResult(HealthStatus.Degraded, default, Age: null), await second);
        Assert.Equal(1, check.Runs);
    }

    [Fact]
    public async Task Different_checks_run_at_the_same_time()
    {
        ManualHealthCheck one = new();
        ManualHealthCheck other = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("one", one, tags: ["all"]).AddCheck("other", other, tags: ["all"]));

        Task<AggregateResult> group = engine.CallGroupAsync("all", TestContext.Current.CancellationToken);
        ManualRun first = await one.NextRunAsync();
        ManualRun second = await other.NextRunAsync();
        first.ReturnHealthy();
        second.Return(HealthCheckResult.Degraded());

        Assert.Equal(HealthStatus.Degraded, (await group).Status);
    }

    [Fact]
    public async Task A_call_of_one_check_among_ten_thousand_runs_no_other()
    {
        int built = 0;
        await using EngineUnderTest engine = new(checks =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                checks.Add(new HealthCheckRegistration(
                    $"check-{i}",
                    _ =>
                    {
                        Interlocked.Increment(ref built);
                        return DelegateCheck.Returning(HealthCheckResult.Healthy());
                    },
                    failureStatus: null,
                    tags: null));
            }
        });

        Assert.Equal(HealthStatus.Healthy, (await engine.CallAsync("check-9999", TestContext.Current.CancellationToken)).Status);
        Assert.Equal(1, built);
    }
}
