namespace HealthFunctions.Checks.Azure;

/// <summary>Lists the limits of a check of a queue.</summary>
internal interface IBacklogOptions
{
    public long? WarnAbove { get; set; }

    public long? ErrorAbove { get; set; }

    public TimeSpan? OldestWarnAbove { get; set; }

    public TimeSpan? OldestErrorAbove { get; set; }

    public long? DeadLettersErrorAbove { get; set; }
}
