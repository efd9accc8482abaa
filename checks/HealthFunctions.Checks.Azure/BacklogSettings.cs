using HealthFunctions.Settings;

namespace HealthFunctions.Checks.Azure;

/// <summary>Reads the limits of a check of a queue.</summary>
internal static class BacklogSettings
{
    public static void Read(SettingsSection settings, IBacklogOptions options)
    {
        options.WarnAbove = Backlog.ReadCount(settings, nameof(options.WarnAbove));
        options.ErrorAbove = Backlog.ReadCount(settings, nameof(options.ErrorAbove));
        options.OldestWarnAbove = Backlog.ReadAge(settings, nameof(options.OldestWarnAbove));
        options.OldestErrorAbove = Backlog.ReadAge(settings, nameof(options.OldestErrorAbove));
        options.DeadLettersErrorAbove = Backlog.ReadCount(settings, nameof(options.DeadLettersErrorAbove));
    }

    public static Backlog BacklogOf(IBacklogOptions options) => new()
    {
        WarnAbove = options.WarnAbove,
        ErrorAbove = options.ErrorAbove,
        OldestWarnAbove = options.OldestWarnAbove,
        OldestErrorAbove = options.OldestErrorAbove,
        DeadLettersErrorAbove = options.DeadLettersErrorAbove,
    };
}
