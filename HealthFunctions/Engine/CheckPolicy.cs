using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Holds the limits of one check.</summary>
/// <param name="Timeout">
/// Limit of one run, counted from its start. The default is 5 seconds, or the deadline of a call where that is shorter; 1 ms to 5 min.
/// </param>
/// <param name="WarnAfter">A run that succeeds but takes longer is a WARNING. The default is null: off; below the timeout.</param>
/// <param name="MaxAge">
/// For how long one result may answer later callers. The default is 1 second; zero: only concurrent callers share a run.
/// </param>
/// <param name="FailuresBeforeError">Failures in a row before ERROR shows; until then WARNING. The default is 1; 1 to 1,000.</param>
internal sealed record CheckPolicy(TimeSpan Timeout, TimeSpan? WarnAfter, TimeSpan MaxAge, int FailuresBeforeError)
{
    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultMaxAge = TimeSpan.FromSeconds(1);

    /// <summary>Makes the policy of a check without settings: the defaults, with the timeout of its registration if it has one.</summary>
    /// <param name="registration">The registration.</param>
    /// <param name="deadline">The deadline of a call.</param>
    public static CheckPolicy Of(HealthCheckRegistration registration, TimeSpan deadline) =>
        new(TimeoutOf(registration, deadline), WarnAfter: null, DefaultMaxAge, FailuresBeforeError: 1);

    /// <summary>Reads the policy of a check with settings, which beat its registration.</summary>
    /// <param name="registration">The registration.</param>
    /// <param name="section">The settings.</param>
    /// <param name="deadline">The deadline of a call; null for none.</param>
    public static CheckPolicy Read(HealthCheckRegistration registration, SettingsSection section, TimeSpan? deadline = null)
    {
        TimeSpan? given = section.GetTimeSpan("Timeout", ShortestTimeout, LongestTimeout);
        if (given > deadline)
        {
            section.RejectValue("Timeout", $"a duration up to HealthFunctions__Deadline, {Duration.Format(deadline!.Value)}");
        }

        TimeSpan timeout = given ?? TimeoutOf(registration, deadline);
        TimeSpan? warnAfter = section.GetTimeSpan("WarnAfter", ShortestTimeout, LongestTimeout);
        if (warnAfter >= timeout)
        {
            section.RejectValue("WarnAfter", $"a duration below the check's Timeout, {Duration.Format(timeout)}");
        }

        return new CheckPolicy(
            timeout,
            warnAfter,
            section.GetTimeSpan("MaxAge", DefaultMaxAge, TimeSpan.Zero, TimeSpan.FromDays(1)),
            section.GetInt32("FailuresBeforeError", 1, 1, 1000));
    }

    /// <summary>Finds what is wrong with a policy that its registration gave.</summary>
    public IEnumerable<string> Validate(string name) => Timeout < ShortestTimeout || Timeout > LongestTimeout
        ? [$"Health check '{name}' is registered with the timeout '{Duration.Format(Timeout)}'; allowed: a duration from {Duration.Format(ShortestTimeout)} to {Duration.Format(LongestTimeout)}, or none."]
        : [];

    // The framework writes "no timeout" as an infinite one.
    private static TimeSpan TimeoutOf(HealthCheckRegistration registration, TimeSpan? deadline)
    {
        if (registration.Timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            return registration.Timeout;
        }

        return deadline < DefaultTimeout ? deadline.Value : DefaultTimeout;
    }
}
