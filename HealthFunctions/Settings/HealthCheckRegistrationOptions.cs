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
    /// The default is null: 5 seconds, or <see cref="HealthFunctionsOptions.Deadline"/> where that is shorter; a registration in code
    /// may have another. 1 ms to 5 minutes; in settings up to that deadline, and in code a longer one is logged as a warning.
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

    /// <summary>
    /// Gets or sets the number of failures in a row from which ERROR shows; until then callers get WARNING. A run past its timeout
    /// is one failure; once it hangs, a second later, ERROR shows at once.
    /// </summary>
    /// <value>The default is 1; 1 to 1,000.</value>
    [Range(1, HealthCheckRegistrationOptionsValidator.MostFailures)]
    public int FailuresBeforeError { get; set; } = 1;

    /// <summary>
    /// Gets or sets the number of successes in a row from which OK shows again; until then callers get the WARNING or ERROR of
    /// before, reason <c>RECOVERING</c>. The first result of the process shows at once.
    /// </summary>
    /// <value>The default is 1; 1 to 1,000.</value>
    [Range(1, HealthCheckRegistrationOptionsValidator.MostSuccesses)]
    public int SuccessesBeforeOk { get; set; } = 1;

    /// <summary>Gets groups of the check: <c>/_system/check/&lt;tag&gt;</c> answers with the worst of its checks.</summary>
    /// <value>
    /// The default is none. Those of the registration, of options and of settings add up. A tag may not be the name of a check; a
    /// tag <c>all</c> adds nothing, for every check is in that group.
    /// </value>
    public ISet<string> Tags { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
