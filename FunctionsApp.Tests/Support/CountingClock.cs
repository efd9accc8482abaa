using Microsoft.Extensions.Time.Testing;

namespace FunctionsApp.Tests.Support;

/// <summary>A clock that the test drives, and that knows how many timers wait on it.</summary>
internal sealed class CountingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private int timers;
    private List<Action>? due;

    /// <summary>Timers that have neither fired nor been disposed of.</summary>
    public int Timers => Volatile.Read(ref timers);

    /// <summary>Advances, without the pause that the base class makes for whoever does not wait for what follows.</summary>
    public void Move(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves the clock, but leaves it to the test to fire what is due, each timer by itself.</summary>
    public IReadOnlyList<Action> MoveWithoutFiring(TimeSpan by)
    {
        List<Action> kept = due = [];
        Move(by);
        due = null;
        return kept;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref timers);
        CountedTimer timer = new(this);
        timer.Inner = base.CreateTimer(
            given =>
            {
                if (due is { } kept)
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
        private volatile bool disposed;
        private int left;

        public ITimer? Inner { get; set; }

        public void Fire(TimerCallback callback, object? state)
        {
            if (!disposed)
            {
                Leave();
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner!.Change(dueTime, period);

        public void Dispose()
        {
            disposed = true;
            Leave();
            Inner!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            disposed = true;
            Leave();
            return Inner!.DisposeAsync();
        }

        private void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                Interlocked.Decrement(ref clock.timers);
            }
        }
    }
}
