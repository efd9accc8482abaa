namespace HealthFunctions.Embedding.Tests;

/// <summary>Tests what somebody reads whose app does not start because a setting is wrong.</summary>
public sealed class WrongSettingsTests
{
    [Fact]
    public async Task The_process_writes_what_is_wrong_and_no_stack()
    {
        (string output, string errors) = await ExistingAppProcess.RunAsync(
            embed: true, ("HealthFunctions__Deadline", "x"), ("HealthChecks__db__MaxAge", "-1"));

        Assert.Equal(
            [
                "Unhandled exception. The settings are wrong (2):",
                "  HealthFunctions__Deadline is 'x'; allowed: a duration from 1ms to 5m, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.",
                "  HealthChecks__db__MaxAge is '-1'; allowed: a duration from 0s to 1d, written as 500ms, 5s, 2m, 1h, 14d or 00:00:05.",
            ],
            errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(output);
    }
}
