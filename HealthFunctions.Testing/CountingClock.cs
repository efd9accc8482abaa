using Microsoft.Extensions.Time.Testing;

namespace HealthFunctions.Testing;

/// <summary>A clock that the test drives, and that knows how many timers wait on it.</summary>
internal sealed class CountingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private int _timers;
    private List<Action>? _due;

    /// <summary>Timers that have neither fired nor been disposed of.</summary>
    public int Timers => Volatile.Read(ref _timers);

    /// <summary>Advances, without the pause that the base class makes for whoever does not wait for what follows.</summary>
    public void Move(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves the clock, but leaves it to the test to fire what is due, each timer by itself.</summary>
    public IReadOnlyList<Action> MoveWithoutFiring(TimeSpan by)
    {
        List<Action> kept = _due = [];
        Move(by);
        _due = null;
        return kept;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        CountedTimer timer = new(this);
        timer.Inner = base.CreateTimer(
            given =>
            {
                if (_due is { } kept)
                {
                    kept.Add(() => timer.Fire(callback, given));
                }
                else
                {
                    timer.Fire(callback, given);
                }
            },
            state,
            dueTime,
            period);
        return timer;
    }

    private sealed class CountedTimer(CountingClock clock) : ITimer
    {
        private volatile bool _disposed;
        private int _left;

        public ITimer? Inner { get; set; }

        public void Fire(TimerCallback callback, object? state)
        {
            if (!_disposed)
            {
                Leave();
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner!.Change(dueTime, period);

        public void Dispose()
        {
            _disposed = true;
            Leave();
            Inner!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _disposed = true;
            Leave();
            return Inner!.DisposeAsync();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref clock._timers);
            }
        }
    }
}
