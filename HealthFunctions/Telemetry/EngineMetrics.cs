using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Telemetry;

/// <summary>Measures runs of health checks. Only runs are measured: a call that a fresh result answers touches none.</summary>
internal sealed class EngineMetrics
{
    public const string MeterName = "HealthFunctions";
    public const string RunsName = "healthfunctions.runs";
    public const string HungRunsName = "healthfunctions.runs.hung";
    public const string DurationName = "healthfunctions.run.duration";

    private const string ListenersThrow =
        "A listener of the app's can throw anything: a lost measurement costs less than a check that is ERROR for it.";

    private const string CheckTag = "check";
    private const string CodeTag = "code";

    private readonly Counter<long> _runs;
    private readonly Counter<long> _hungRuns;
    private readonly Histogram<double> _duration;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The factory owns its meters.")]
    public EngineMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _runs = meter.CreateCounter<long>(RunsName, "{run}", "Runs of health checks that were started.");
        _hungRuns = meter.CreateCounter<long>(HungRunsName, "{run}", "Runs that missed their deadline and lived on.");
        _duration = meter.CreateHistogram<double>(DurationName, "s", "How long runs of health checks took, with the code they found.");
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
