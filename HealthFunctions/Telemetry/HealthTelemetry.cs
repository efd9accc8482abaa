using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HealthFunctions.Telemetry;

/// <summary>Lists the names by which telemetry libraries subscribe to what the engine measures and traces.</summary>
public static class HealthTelemetry
{
    /// <summary>Names the <see cref="Meter"/>.</summary>
    public const string MeterName = "HealthFunctions";

    /// <summary>Names the <see cref="ActivitySource"/>, which has one activity for each run of a check.</summary>
    public const string ActivitySourceName = "HealthFunctions";

    /// <summary>Names the counter of runs that have begun to execute. Tag: <c>check</c>.</summary>
    public const string RunsName = "healthfunctions.runs";

    /// <summary>Names the counter of runs that went on for more than a second after their timeout. Tag: <c>check</c>.</summary>
    public const string HungRunsName = "healthfunctions.runs.hung";

    /// <summary>
    /// Names the histogram of the durations of runs, in seconds. Tags: <c>check</c>, and <c>code</c>, the verdict: <c>OK</c>,
    /// <c>WARNING</c> or <c>ERROR</c>.
    /// </summary>
    public const string RunDurationName = "healthfunctions.run.duration";
}
