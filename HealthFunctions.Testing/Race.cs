namespace HealthFunctions.Testing;

/// <summary>Runs actions at the same time, as nearly as threads can.</summary>
internal static class Race
{
    public const int Rounds = 300;

    /// <summary>Runs each action on a thread of its own; a barrier releases all at once.</summary>
    public static async Task AtOnceAsync(params Action[] actions)
    {
        using Barrier barrier = new(actions.Length);
        await Task.WhenAll(actions.Select(action => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                action();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
