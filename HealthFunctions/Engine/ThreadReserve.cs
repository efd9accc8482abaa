namespace HealthFunctions.Engine;

/// <summary>
/// Raises the minimum of the thread pool by the number of runs under way, so that checks that block their threads delay nobody else.
/// </summary>
/// <remarks>
/// Above its minimum the pool adds a thread or two a second, so a few blocking checks would hold up every request and every
/// timer of the process, and with them the deadlines. The minimum is that of the process: it is lowered again as runs end, and
/// what others set meanwhile stays. Both cost some 30 ns.
/// </remarks>
internal sealed class ThreadReserve(PoolLimits pool)
{
    /// <summary>Limits how many threads are added to the minimum, however many runs hang.</summary>
    public const int Most = 256;

    private readonly Lock _lock = new();
    private int _runs;
    private int _added;
    private int _minimum;

    /// <summary>Gets the one of the process, as there is one pool.</summary>
    public static ThreadReserve Shared { get; } = new(new PoolLimits());

    /// <summary>Gets the number of runs under way.</summary>
    public int Runs
    {
        get
        {
            lock (_lock)
            {
                return _runs;
            }
        }
    }

    /// <summary>Adds a thread for a run that starts.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            _runs++;
            Adjust();
        }
    }

    /// <summary>Takes the thread of a run away that has ended.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _runs--;
            Adjust();
        }
    }

    private void Adjust()
    {
        int minimum = pool.Minimum;
        if (minimum != _minimum)
        {
            // Somebody else has set it, to what is to stay.
            _added = 0;
        }

        // The pool refuses a minimum above its maximum.
        int needed = Math.Min(minimum - _added + Math.Min(_runs, Most), pool.Maximum);
        if (pool.TrySetMinimum(needed))
        {
            (_minimum, _added) = (needed, _added + needed - minimum);
        }
    }
}
