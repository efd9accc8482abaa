using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure;

/// <summary>Reads the limits of a check of a queue.</summary>
internal static class BacklogSettings
{
    /// <param name="settings">The settings of the check.</param>
    /// <param name="options">Takes the limits.</param>
    /// <param name="mostDeadLetters">The highest limit on dead letters that is allowed.</param>
    public static void Read(SettingsSection settings, IBacklogOptions options, long mostDeadLetters = Backlog.MostMessages)
    {
        options.WarnAbove = Backlog.ReadCount(settings, nameof(options.WarnAbove));
        options.ErrorAbove = Backlog.ReadCount(settings, nameof(options.ErrorAbove));
        options.OldestWarnAbove = Backlog.ReadAge(settings, nameof(options.OldestWarnAbove));
        options.OldestErrorAbove = Backlog.ReadAge(settings, nameof(options.OldestErrorAbove));
        options.DeadLettersErrorAbove = Backlog.ReadCount(settings, nameof(options.DeadLettersErrorAbove), mostDeadLetters);
    }

    public static Backlog BacklogOf(IBacklogOptions options, long mostDeadLetters = Backlog.MostMessages) => new()
    {
        WarnAbove = options.WarnAbove,
        ErrorAbove = options.ErrorAbove,
        OldestWarnAbove = options.OldestWarnAbove,
        OldestErrorAbove = options.OldestErrorAbove,
        DeadLettersErrorAbove = options.DeadLettersErrorAbove,
        MostDeadLetters = mostDeadLetters,
    };
}
