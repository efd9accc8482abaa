using System.Collections.Concurrent;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Runs actions on one thread, which lives as long as the test process.</summary>
/// <remarks>
/// Linux tells the death of a parent process by the thread that started the child: what a thread of the pool has started would
/// be killed when the pool ends that thread.
/// </remarks>
internal static class LastingThread
{
    private static readonly BlockingCollection<Action> Actions = [];

    static LastingThread() => new Thread(Run) { IsBackground = true, Name = nameof(LastingThread) }.Start();

    /// <summary>Runs a function there.</summary>
    public static Task<T> RunAsync<T>(Func<T> function)
    {
        Task<T> task = new(function);
        Actions.Add(() => task.RunSynchronously(TaskScheduler.Default));
        return task;
    }

    private static void Run()
    {
        foreach (Action action in Actions.GetConsumingEnumerable())
        {
            action();
        }
    }
}
