using Microsoft.Extensions.Time.Testing;

namespace FunctionsApp.Tests.Support;

/// <summary>A clock that the test drives, and that knows how many timers wait on it.</summary>
internal sealed class CountingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private int timers;

    /// <summary>Timers that have neither fired nor been disposed of.</summary>
    public int Timers => Volatile.Read(ref timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref timers);
        CountedTimer timer = new(this);
        timer.Inner = base.CreateTimer(
            given =>
            {
                timer.Leave();
                callback(given);
            },
            state,
            dueTime,
            period);
        return timer;
    }

    private sealed class CountedTimer(CountingClock clock) : ITimer
    {
        private int left;

        public ITimer? Inner { get; set; }

        public void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                Interlocked.Decrement(ref clock.timers);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner!.Change(dueTime, period);

        public void Dispose()
        {
            Leave();
            Inner!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Leave();
            return Inner!.DisposeAsync();
        }
    }
}
