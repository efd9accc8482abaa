namespace HealthFunctions.Engine;

/// <summary>
/// Raises the minimum of the thread pool by the number of runs under way, so that checks that block their threads delay nobody else.
/// </summary>
/// <remarks>
/// Above its minimum the pool adds a thread or two a second, so a few blocking checks would hold up every request and
/// every timer of the process. The minimum therefore grows by the most runs ever under way at once: at most
/// <c>MaxConcurrency</c>, and one for each check whose run has missed its timeout. It is never lowered: threads that nobody needs end by themselves.
/// </remarks>
internal static class ThreadReserve
{
    private static readonly Lock Gate = new();
    private static int _running;
    private static int _reserved;

    public static void Enter()
    {
        int now = Interlocked.Increment(ref _running);
        if (now > Volatile.Read(ref _reserved))
        {
            Grow(now);
        }
    }

    public static void Leave() => Interlocked.Decrement(ref _running);

    private static void Grow(int needed)
    {
        lock (Gate)
        {
            if (needed > _reserved)
            {
                ThreadPool.GetMinThreads(out int workers, out int completionPorts);
                ThreadPool.SetMinThreads(workers + needed - _reserved, completionPorts);
                _reserved = needed;
            }
        }
    }
}
