using System.Diagnostics;

namespace HealthFunctions.Testing;

/// <summary>Waits until the thread pool is idle: no work item is being executed or queued.</summary>
/// <remarks>For tests in <c>AloneInProcess</c>: the work of other tests is waited for too.</remarks>
internal static class ThreadPoolIdle
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static void Wait()
    {
        for (long started = Stopwatch.GetTimestamp(); !IsIdle();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Timeout, "The thread pool did not become idle.");
            Thread.Yield();
        }
    }

    // A work item that was queued at the first reading and was dequeued before the second is active at the third, or completed.
    private static bool IsIdle()
    {
        long completed = ThreadPool.CompletedWorkItemCount;
        return CountActive() == 0 && ThreadPool.PendingWorkItemCount == 0 && CountActive() == 0 && ThreadPool.CompletedWorkItemCount == completed;
    }

    private static int CountActive()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
    }
}
