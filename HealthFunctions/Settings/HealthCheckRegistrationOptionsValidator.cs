using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Settings;

/// <summary>Validates the options of one check, whether settings or code gave them.</summary>
/// <param name="registration">The registration.</param>
/// <param name="options">The options, settings included.</param>
/// <param name="settings">The settings of the check; null for none.</param>
/// <param name="deadline">The deadline of a call.</param>
internal sealed class HealthCheckRegistrationOptionsValidator(
    HealthCheckRegistration registration, HealthCheckRegistrationOptions options, SettingsSection? settings, TimeSpan deadline)
{
    public const int MostFailures = 1000;
    public const int MostSuccesses = 1000;
    public static readonly TimeSpan ShortestDuration = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan LongestDuration = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestMaxAge = TimeSpan.FromDays(1);

    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="policy">What the options come to.</param>
    public IEnumerable<string> Validate(CheckPolicy policy)
    {
        // Where the options have none it is that of the registration, which an app may have had before: any goes.
        if (options.Timeout is { } timeout && (timeout < ShortestDuration || timeout > LongestDuration))
        {
            yield return Error(nameof(options.Timeout), timeout, $"a duration from {Duration.Format(ShortestDuration)} to {Duration.Format(LongestDuration)}");
        }
        else if (policy.Timeout > deadline && IsInSettings(nameof(options.Timeout)))
        {
            // In code it may be right for the framework's own API, which knows no deadline: the engine logs a warning.
            yield return Error(nameof(options.Timeout), policy.Timeout, $"a duration up to HealthFunctions__Deadline, {Duration.Format(deadline)}");
        }

        if (policy.WarnAfter < ShortestDuration)
        {
            yield return Error(nameof(options.WarnAfter), policy.WarnAfter, $"a duration from {Duration.Format(ShortestDuration)}");
        }
        else if (policy.WarnAfter >= policy.Timeout && policy.Timeout >= ShortestDuration)
        {
            yield return Error(nameof(options.WarnAfter), policy.WarnAfter, $"a duration below the check's Timeout, {Duration.Format(policy.Timeout)}");
        }

        if (policy.MaxAge < TimeSpan.Zero || policy.MaxAge > LongestMaxAge)
        {
            yield return Error(nameof(options.MaxAge), policy.MaxAge, $"a duration from {Duration.Format(TimeSpan.Zero)} to {Duration.Format(LongestMaxAge)}");
        }

        if (policy.FailuresBeforeError is < 1 or > MostFailures)
        {
            yield return Error(nameof(options.FailuresBeforeError), policy.FailuresBeforeError, $"a whole number from 1 to {MostFailures}");
        }

        if (policy.SuccessesBeforeOk is < 1 or > MostSuccesses)
        {
            yield return Error(nameof(options.SuccessesBeforeOk), policy.SuccessesBeforeOk, $"a whole number from 1 to {MostSuccesses}");
        }
    }

    private bool IsInSettings(string property) => settings?.GetGiven(property) is not null;

    private string Error(string property, object? given, string allowed)
    {
        // What settings say is shown as they say it.
        string text = settings?.GetGiven(property) ?? (given is TimeSpan duration ? Duration.Format(duration) : $"{given}");
        string name = IsInSettings(property) ? settings!.GetFullKey(property) : $"Health check '{registration.Name}': {property}";
        return $"{name} is '{text}'; allowed: {allowed}.";
    }
}
