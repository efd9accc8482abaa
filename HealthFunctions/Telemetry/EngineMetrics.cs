using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Telemetry;

/// <summary>Measures runs of health checks. Only runs are measured: a call that a fresh result answers touches none.</summary>
internal sealed class EngineMetrics
{
    private const string ListenersThrow =
        "A listener of the app's can throw anything: a lost measurement costs less than a check that is ERROR for it.";

    private const string CheckTag = "check";
    private const string CodeTag = "code";

    /// <summary>The buckets of HTTP durations by OpenTelemetry's conventions, and up to the longest timeout: without advice they are those of milliseconds.</summary>
    private static readonly InstrumentAdvice<double> DurationAdvice = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private readonly Counter<long> _runs;
    private readonly Counter<long> _hungRuns;
    private readonly Histogram<double> _duration;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The factory owns its meters.")]
    public EngineMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(HealthTelemetry.MeterName);
        _runs = meter.CreateCounter<long>(HealthTelemetry.RunsName, "{run}", "Runs of health checks that were started.");
        _hungRuns = meter.CreateCounter<long>(HealthTelemetry.HungRunsName, "{run}", "Runs that went on for more than a second after their timeout.");
        _duration = meter.CreateHistogram(
            HealthTelemetry.RunDurationName, "s", "Durations of runs of health checks, with the verdict on them.", tags: null, DurationAdvice);
    }

    public void RunStarted(string check) => AddSafely(_runs, check);

    public void RunHung(string check) => AddSafely(_hungRuns, check);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = ListenersThrow)]
    public void RunEnded(string check, HealthStatus status, TimeSpan duration)
    {
        try
        {
            _duration.Record(duration.TotalSeconds, new(CheckTag, check), new(CodeTag, HealthCode.Of(status)));
        }
        catch (Exception)
        {
            // The measurement is lost.
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = ListenersThrow)]
    private static void AddSafely(Counter<long> counter, string check)
    {
        try
        {
            counter.Add(1, new KeyValuePair<string, object?>(CheckTag, check));
        }
        catch (Exception)
        {
            // The measurement is lost.
        }
    }
}
