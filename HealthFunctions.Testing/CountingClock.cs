using Microsoft.Extensions.Time.Testing;

namespace HealthFunctions.Testing;

/// <summary>Provides a fake time that also counts the active timers.</summary>
internal sealed class CountingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private int _timers;
    private List<Action>? _due;

    /// <summary>Gets the number of timers that have neither fired nor been disposed.</summary>
    public int Timers => Volatile.Read(ref _timers);

    /// <summary>Moves the time, without the pause that <see cref="FakeTimeProvider.Advance"/> makes afterwards.</summary>
    public void Move(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves the time without firing timers.</summary>
    /// <returns>For each timer that is due, an action that fires it.</returns>
    public IReadOnlyList<Action> MoveWithoutFiring(TimeSpan by)
    {
        List<Action> due = _due = [];
        Move(by);
        _due = null;
        return due;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        CountedTimer timer = new(this);
        timer.Inner = base.CreateTimer(
            given =>
            {
                if (_due is { } due)
                {
                    due.Add(() => timer.Fire(callback, given));
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
        private int _counted;

        public ITimer? Inner { get; set; }

        public void Fire(TimerCallback callback, object? state)
        {
            if (!_disposed)
            {
                CountDown();
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner!.Change(dueTime, period);

        public void Dispose()
        {
            _disposed = true;
            CountDown();
            Inner!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _disposed = true;
            CountDown();
            return Inner!.DisposeAsync();
        }

        private void CountDown()
        {
            if (Interlocked.Exchange(ref _counted, 1) == 0)
            {
                Interlocked.Decrement(ref clock._timers);
            }
        }
    }
}
