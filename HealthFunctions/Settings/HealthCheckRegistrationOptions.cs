using System.ComponentModel.DataAnnotations;

namespace HealthFunctions.Settings;

/// <summary>
/// Sets what <c>ConfigureCheck("db", options => …)</c> can set for one check in code. Settings (<c>HealthChecks__db__…</c>) beat
/// it, and it beats the registration of the check. What is wrong stops the start of the host, with all other errors.
/// </summary>
public sealed class HealthCheckRegistrationOptions
{
    /// <summary>Gets or sets the limit of one run, counted from its start. A run that misses it is ERROR, whatever it finds later.</summary>
    /// <value>
    /// The default is null: the timeout of the registration; without that 5 seconds, or <see cref="HealthFunctionsOptions.Deadline"/>
    /// where that is shorter. 1 ms to 5 minutes; above the deadline of a call it is logged as a warning.
    /// </value>
    [DurationRange("1ms", "5m")]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets the duration above which a run that succeeds is WARNING.</summary>
    /// <value>The default is null: off; 1 ms to 5 minutes, below the timeout.</value>
    [DurationRange("1ms", "5m")]
    public TimeSpan? WarnAfter { get; set; }

    /// <summary>Gets or sets for how long one result may answer later callers.</summary>
    /// <value>The default is 1 second; zero to 1 day. With zero only concurrent callers share a run.</value>
    [DurationRange("0s", "1d")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the number of failures in a row from which ERROR shows; until then callers get WARNING.</summary>
    /// <value>The default is 1; 1 to 1,000.</value>
    [Range(1, HealthCheckRegistrationOptionsValidator.MostFailures)]
    public int FailuresBeforeError { get; set; } = 1;

    /// <summary>Gets tags of the check, beside those of its registration.</summary>
    /// <value>The default is empty. Settings add theirs.</value>
    public ISet<string> Tags { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
