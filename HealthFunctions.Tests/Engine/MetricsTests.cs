using System.Diagnostics.Metrics;
using HealthFunctions.Engine;
using HealthFunctions.Health;
using HealthFunctions.Telemetry;
using HealthFunctions.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests that who listens to the metrics affects no answer.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task A_listener_that_throws_affects_no_answer()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check, ("MaxAge", "00:00:00"));
        int thrown = 0;
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                // Those of this engine: other tests have their own.
                if (instrument.Meter.Name == HealthTelemetry.MeterName && instrument.Meter.Scope == engine.Started.Instrument!.Meter.Scope)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Throw());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
        listener.Start();
        void Throw()
        {
            Interlocked.Increment(ref thrown);
            throw new InvalidOperationException();
        }

        Task<CheckResult> healthy = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).ReturnHealthy();
        Assert.Equal(HealthStatus.Healthy, (await healthy).Status);
        await engine.CleanedUpAsync();
        Task<CheckResult> hung = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthReason.Timeout, (await hung).Outcome.Reason);
        await Eventually.TrueAsync(() => engine.Logged("RunHangs").Any());
        run.ReturnHealthy();
        await engine.CleanedUpAsync();
        Task<CheckResult> next = engine.GetOrStartRunAsync();
        (await check.NextRunAsync()).ReturnHealthy();

        Assert.Equal(HealthStatus.Healthy, (await next).Status);
        Assert.InRange(thrown, 6, 7);
    }

    [Fact]
    public async Task The_durations_advise_buckets_of_seconds()
    {
        await using EngineUnderTest engine = EngineUnderTest.Of(DelegateCheck.Returning(HealthCheckResult.Healthy()));
        IReadOnlyList<double>? buckets = null;
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
                buckets ??= (instrument as Histogram<double>) is { Name: HealthTelemetry.RunDurationName } durations ? durations.Advice?.HistogramBucketBoundaries : null,
        };
        listener.Start();

        Assert.NotNull(buckets);
        Assert.Equal((0.005, 300), (buckets[0], buckets[^1]));
    }

    [Fact]
    public async Task The_code_of_a_late_run_is_the_verdict_on_it_whatever_it_found_later()
    {
        ManualHealthCheck check = new();
        await using EngineUnderTest engine = EngineUnderTest.Of(check);
        using MetricCollector<double> ended = new(
            engine.Services.GetRequiredService<IMeterFactory>(), HealthTelemetry.MeterName, HealthTelemetry.RunDurationName);
        Task<CheckResult> call = engine.GetOrStartRunAsync();
        ManualRun run = await check.NextRunAsync();
        engine.Clock.Advance(TimeSpan.FromSeconds(5));
        await call;
        engine.Clock.Advance(TimeSpan.FromSeconds(2));

        run.ReturnHealthy();
        await ended.WaitForMeasurementsAsync(1, TestContext.Current.CancellationToken);

        CollectedMeasurement<double> measured = Assert.Single(ended.GetMeasurementSnapshot());
        Assert.Equal((7, "ERROR"), (measured.Value, measured.Tags["code"]));
    }
}
