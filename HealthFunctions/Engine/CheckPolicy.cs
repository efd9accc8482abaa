using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Holds the limits of one check.</summary>
/// <param name="Timeout">Limit of one run, counted from its start.</param>
/// <param name="WarnAfter">A run that succeeds but takes longer is a WARNING; null: off.</param>
/// <param name="MaxAge">For how long one result may answer later callers; zero: only concurrent callers share a run.</param>
/// <param name="FailuresBeforeError">Failures in a row before ERROR shows; until then WARNING.</param>
/// <param name="SuccessesBeforeOk">Successes in a row before OK shows again; until then the status of before.</param>
internal sealed record CheckPolicy(TimeSpan Timeout, TimeSpan? WarnAfter, TimeSpan MaxAge, int FailuresBeforeError, int SuccessesBeforeOk)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Limits the timeout of a registration, which may be any: a timer cannot wait for longer than some weeks.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>Makes the policy of a check.</summary>
    /// <param name="registration">The registration, whose timeout counts where the options have none.</param>
    /// <param name="options">The options.</param>
    /// <param name="deadline">The deadline of a call, which limits the default timeout.</param>
    public static CheckPolicy Of(HealthCheckRegistration registration, HealthCheckRegistrationOptions options, TimeSpan deadline) =>
        new(options.Timeout ?? TimeoutOf(registration, deadline), options.WarnAfter, options.MaxAge, options.FailuresBeforeError, options.SuccessesBeforeOk);

    // The framework writes "no timeout" as an infinite one.
    private static TimeSpan TimeoutOf(HealthCheckRegistration registration, TimeSpan deadline)
    {
        if (registration.Timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            return registration.Timeout < LongestTimeout ? registration.Timeout : LongestTimeout;
        }

        return deadline < DefaultTimeout ? deadline : DefaultTimeout;
    }
}
