using System.Text.Json.Nodes;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests the engine as the framework's HealthCheckService, for publishers and other endpoints.</summary>
public sealed class FrameworkServiceTests
{
    private static readonly DelegateCheck Healthy = DelegateCheck.Returning(HealthCheckResult.Healthy());

    [Fact]
    public async Task HealthCheckService_is_the_engine()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(Healthy);

        Assert.Same(engine.Engine, engine.Service);
    }

    [Fact]
    public async Task A_report_has_every_check_with_its_description_data_and_exception()
    {
        InvalidOperationException exception = new();
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("good", Healthy, tags: ["all"])
            .AddCheck("bad", DelegateCheck.Returning(HealthCheckResult.Unhealthy("said", exception, new Dictionary<string, object> { ["rows"] = 7 })))
            .AddCheck("thrown", DelegateCheck.Throwing(exception)));

        HealthReport report = await engine.ReportAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal(["good", "bad", "thrown"], report.Entries.Keys);
        Assert.Equal((HealthStatus.Healthy, null), (report.Entries["good"].Status, report.Entries["good"].Description));
        Assert.Equal(["all"], report.Entries["good"].Tags);
        HealthReportEntry bad = report.Entries["BAD"];
        Assert.Equal((HealthStatus.Unhealthy, "said", exception), (bad.Status, bad.Description, bad.Exception));
        Assert.Equal(7, bad.Data["rows"]);
        Assert.Equal(("EXCEPTION", exception), (report.Entries["thrown"].Description, report.Entries["thrown"].Exception));
    }

    [Fact]
    public async Task Public_properties_are_data_of_the_report_with_all_other_data()
    {
        JsonObject properties = new() { ["waiting"] = 7, ["queue"] = "orders", ["slow"] = true, ["none"] = null, ["list"] = new JsonArray(1, 2) };
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("thrown", DelegateCheck.Throwing(new HealthCheckWarningException(properties)))
            .AddCheck("returned", DelegateCheck.Returning(HealthCheckResult.Healthy(
                data: new PublicHealthCheckData(properties, new Dictionary<string, object> { ["host"] = "db1" })))));

        HealthReport report = await engine.ReportAsync();

        Assert.Equal(
            new Dictionary<string, object> { ["waiting"] = 7, ["queue"] = "orders", ["slow"] = true, ["list"] = properties["list"]! },
            report.Entries["thrown"].Data);
        Assert.Equal(
            new Dictionary<string, object> { ["host"] = "db1", ["waiting"] = 7, ["queue"] = "orders", ["slow"] = true, ["list"] = properties["list"]! },
            report.Entries["returned"].Data);
    }

    [Fact]
    public async Task The_description_of_a_check_is_reported_rather_than_the_reason()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("WarnAfter", "00:00:01"));

        Task<HealthReport> call = engine.ReportAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        run.Return(HealthCheckResult.Healthy("said"));
        HealthReportEntry entry = (await call).Entries["db"];

        Assert.Equal((HealthStatus.Degraded, "said"), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task Only_the_checks_that_the_predicate_selects_run()
    {
        ManualHealthCheck other = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("chosen", Healthy, tags: ["ready"]).AddCheck("other", other));

        HealthReport report = await engine.Service.CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken);

        Assert.Equal(["chosen"], report.Entries.Keys);
        Assert.Equal(0, other.Runs);
    }

    [Fact]
    public async Task A_report_has_the_duration_of_each_run_and_its_own()
    {
        ManualHealthCheck quick = new();
        ManualHealthCheck slow = new();
        await using EngineUnderTest engine = new(checks => checks.AddCheck("quick", quick).AddCheck("slow", slow));

        Task<HealthReport> call = engine.ReportAsync();
        (ManualRun first, ManualRun second) = (await quick.NextRunAsync(), await slow.NextRunAsync());
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        first.ReturnHealthy();
        await engine.RunsEndedAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(2));
        second.ReturnHealthy();
        HealthReport report = await call;

        Assert.Equal(TimeSpan.FromSeconds(1), report.Entries["quick"].Duration);
        Assert.Equal(TimeSpan.FromSeconds(3), report.Entries["slow"].Duration);
    }

    [Fact]
    public async Task Without_checks_the_report_is_empty()
    {
        await using EngineUnderTest engine = new(_ => { });

        Assert.Empty((await engine.ReportAsync()).Entries);
    }

    [Theory]
    [InlineData(HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Healthy)]
    [InlineData(HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy, HealthStatus.Degraded, HealthStatus.Unhealthy)]
    public async Task A_group_has_the_worst_status_of_its_checks_and_no_properties(HealthStatus one, HealthStatus two, HealthStatus worst)
    {
        await using EngineUnderTest engine = new(checks => checks
            .AddCheck("one", DelegateCheck.Returning(new HealthCheckResult(one)), tags: ["all"])
            .AddCheck("two", DelegateCheck.Returning(new HealthCheckResult(two)), tags: ["all"])
            .AddCheck("three", DelegateCheck.Throwing(new HealthCheckOkException { AdditionalProperties = { ["a"] = 1 } }), tags: ["all"]));

        Assert.Equal(new AggregateResult(worst, default, Age: null), await engine.CallGroupAsync("all", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_publisher_shares_the_run_of_other_callers()
    {
        ManualHealthCheck check = new();
        Publisher publisher = new();
        await using EngineUnderTest engine = new(
            checks =>
            {
                checks.AddCheck("db", check);
                checks.Services.AddSingleton<IHealthCheckPublisher>(publisher);
                checks.Services.Configure<HealthCheckPublisherOptions>(options => options.Delay = TimeSpan.Zero);
            });
        IHostedService publishing = Assert.Single(engine.Services.GetServices<IHostedService>(), service => service is not EngineLifetime);

        await publishing.StartAsync(TestContext.Current.CancellationToken);
        Task<AggregateResult> call = engine.CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        ManualRun run = await check.NextRunAsync();
        run.ReturnHealthy();
        HealthReport published = await publisher.Published.Task.WaitAsync(TestContext.Current.CancellationToken);
        await publishing.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, published.Status);
        Assert.Equal(HealthStatus.Healthy, (await call).Status);
        Assert.Equal(1, check.Runs);
    }

    private sealed class Publisher : IHealthCheckPublisher
    {
        public TaskCompletionSource<HealthReport> Published { get; } = new();

        public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
        {
            Published.TrySetResult(report);
            return Task.CompletedTask;
        }
    }
}
