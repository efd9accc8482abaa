using System.Globalization;
using HealthFunctions.Health;
using HealthFunctions.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks;

/// <summary>Judges how much waits in a queue, and for how long. A limit that is null is off.</summary>
internal sealed class Backlog
{
    /// <summary>Names the data of a result that tells how many messages wait.</summary>
    public const string LengthKey = "length";

    /// <summary>Names the data of a result that tells for how long the oldest message has waited.</summary>
    public const string OldestKey = "oldest";

    /// <summary>Names the data of a result that tells how many messages are dead letters.</summary>
    public const string DeadLettersKey = "deadLetters";

    /// <summary>The highest limit on a number of messages.</summary>
    public const long MostMessages = 1_000_000_000;

    private const string Messages = "{message}";

    public long? WarnAbove { get; init; }

    public long? ErrorAbove { get; init; }

    public TimeSpan? OldestWarnAbove { get; init; }

    public TimeSpan? OldestErrorAbove { get; init; }

    public long? DeadLettersErrorAbove { get; init; }

    /// <summary>Gets the highest limit on dead letters that is allowed.</summary>
    public long MostDeadLetters { get; init; } = MostMessages;

    /// <summary>Reads a limit on a number of messages.</summary>
    public static long? ReadCount(SettingsSection settings, string key, long most = MostMessages) => settings.GetValue<long?>(
        key, null, Allowed(most), (string text, out long? value) =>
        {
            bool parsed = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count);
            value = count;
            return parsed && count <= most;
        });

    /// <summary>Reads a limit on the age of a message.</summary>
    public static TimeSpan? ReadAge(SettingsSection settings, string key) => settings.GetTimeSpan(key, TimeSpan.FromSeconds(1), TimeSpan.FromDays(366));

    /// <summary>Reports limits that cannot work, under the names of their options.</summary>
    public void Validate(Action<string, string> reject)
    {
        foreach ((string key, long? limit, long most) in ((string, long?, long)[])
            [(nameof(WarnAbove), WarnAbove, MostMessages), (nameof(ErrorAbove), ErrorAbove, MostMessages), (nameof(DeadLettersErrorAbove), DeadLettersErrorAbove, MostDeadLetters)])
        {
            if (limit < 0 || limit > most)
            {
                reject(key, string.Create(CultureInfo.InvariantCulture, $"'{limit}'; allowed: {Allowed(most)}"));
            }
        }

        foreach ((string key, TimeSpan? limit) in ((string, TimeSpan?)[])[(nameof(OldestWarnAbove), OldestWarnAbove), (nameof(OldestErrorAbove), OldestErrorAbove)])
        {
            if (limit < TimeSpan.FromSeconds(1) || limit > TimeSpan.FromDays(366))
            {
                reject(key, $"'{limit}'; allowed: a duration from 1s to 366d");
            }
        }

        if (WarnAbove >= ErrorAbove)
        {
            reject(nameof(WarnAbove), string.Create(CultureInfo.InvariantCulture, $"'{WarnAbove}'; allowed: less than {nameof(ErrorAbove)}, {ErrorAbove}"));
        }

        if (OldestWarnAbove >= OldestErrorAbove)
        {
            reject(nameof(OldestWarnAbove), $"'{OldestWarnAbove}'; allowed: less than {nameof(OldestErrorAbove)}, {OldestErrorAbove}");
        }
    }

    /// <summary>Judges a queue. What is null was not asked for, and is not in the data.</summary>
    /// <param name="length">How many messages wait.</param>
    /// <param name="oldest">For how long the oldest has waited; null also where none waits.</param>
    /// <param name="deadLetters">How many messages nobody could handle, or one more than the limit where there are more.</param>
    /// <param name="remark">What else there is to say of a queue that is within its limits.</param>
    public HealthCheckResult Judge(long? length = null, TimeSpan? oldest = null, long? deadLetters = null, string? remark = null)
    {
        Dictionary<string, object> data = [];
        Add(data, LengthKey, length, Messages);
        Add(data, OldestKey, oldest?.TotalSeconds, "s");
        Add(data, DeadLettersKey, deadLetters, Messages);
        string? error = Beyond(length, ErrorAbove, nameof(ErrorAbove), "messages wait")
            ?? Beyond(oldest, OldestErrorAbove, nameof(OldestErrorAbove))
            ?? Beyond(deadLetters, DeadLettersErrorAbove, nameof(DeadLettersErrorAbove), "messages were counted as dead letters");
        if (error is not null)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Threshold, error, data: data);
        }

        string? warning = Beyond(length, WarnAbove, nameof(WarnAbove), "messages wait") ?? Beyond(oldest, OldestWarnAbove, nameof(OldestWarnAbove));
        return warning is null ? HealthCheckResult.Healthy(remark, data) : HealthCheckResult.Degraded(HealthReason.Threshold, warning, data: data);
    }

    private static string Allowed(long most) => string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most}");

    private static void Add(Dictionary<string, object> data, string key, double? value, string unit)
    {
        if (value is { } known)
        {
            data[key] = new ObservedValue(known, unit);
        }
    }

    private static string? Beyond(long? count, long? limit, string key, string what) =>
        count > limit ? string.Create(CultureInfo.InvariantCulture, $"{count} {what}, more than {key}, {limit}.") : null;

    private static string? Beyond(TimeSpan? age, TimeSpan? limit, string key) =>
        age > limit ? $"The oldest message has waited for {age}, longer than {key}, {limit}." : null;
}
