using System.Diagnostics;

namespace HealthFunctions.Testing;

/// <summary>Waits until nothing is under way on the thread pool, nor waits for a thread of it: whatever was let go is done.</summary>
/// <remarks>For tests that have the process to themselves: any other's work is waited for too, and may not end.</remarks>
internal static class ThreadPoolRest
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public static void Await()
    {
        for (long started = Stopwatch.GetTimestamp(); !HasCome();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeLimit, "The thread pool does not come to rest.");
            Thread.Yield();
        }
    }

    // What waited at the first look and was taken up before the next one is still active at the third, or has been counted.
    private static bool HasCome()
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
