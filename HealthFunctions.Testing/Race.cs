namespace HealthFunctions.Testing;

/// <summary>Lets things happen in the same instant, as nearly as threads can.</summary>
internal static class Race
{
    public const int Rounds = 300;

    /// <summary>Runs each action on a thread of its own, all let go at once.</summary>
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
