using HealthFunctions.Engine;
using HealthFunctions.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests how the status of one check is tracked.</summary>
public sealed class StatusTrackerTests
{
    private readonly CountingClock _clock = new();

    [Fact]
    public void Before_the_first_result_there_is_no_status()
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 1, _clock);

        Assert.Null(tracker.Status);
        Assert.Equal((default, 0), (tracker.Since, tracker.FailuresInRow));
    }

    [Theory]
    [InlineData(HealthStatus.Healthy)]
    [InlineData(HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy)]
    public void The_first_result_is_a_change_from_null_after_zero_time(HealthStatus status)
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 1, _clock);

        StatusChange? change = tracker.Record(status);

        Assert.Equal(new StatusChange(null, status, TimeSpan.Zero), change);
        Assert.Equal((status, _clock.Start), (tracker.Status, tracker.Since));
    }

    [Fact]
    public void A_change_has_the_duration_of_the_status_before_it()
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 1, _clock);
        tracker.Record(HealthStatus.Healthy);
        _clock.Advance(TimeSpan.FromMinutes(1));
        tracker.Record(HealthStatus.Healthy);
        _clock.Advance(TimeSpan.FromMinutes(2));

        StatusChange? change = tracker.Record(HealthStatus.Unhealthy);

        Assert.Equal(new StatusChange(HealthStatus.Healthy, HealthStatus.Unhealthy, TimeSpan.FromMinutes(3)), change);
        Assert.Equal(_clock.Start.AddMinutes(3), tracker.Since);
    }

    [Fact]
    public void A_wall_clock_that_is_set_back_changes_Since_but_no_duration()
    {
        WallClock wallClock = new() { Now = _clock.Start };
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 1, wallClock);
        tracker.Record(HealthStatus.Healthy);
        wallClock.Now = _clock.Start.AddHours(-1);

        StatusChange? change = tracker.Record(HealthStatus.Unhealthy);

        Assert.InRange(change!.Value.After, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Equal(_clock.Start.AddHours(-1), tracker.Since);
    }

    [Fact]
    public void The_same_status_again_is_no_change_and_keeps_Since()
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 1, _clock);
        tracker.Record(HealthStatus.Degraded);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(tracker.Record(HealthStatus.Degraded));
        Assert.Equal(_clock.Start, tracker.Since);
    }

    [Fact]
    public void Failures_are_WARNING_until_there_are_FailuresBeforeError_in_a_row()
    {
        StatusTracker tracker = new(failuresBeforeError: 3, successesBeforeOk: 1, _clock);

        tracker.Record(HealthStatus.Unhealthy);
        Assert.Equal((HealthStatus.Degraded, 1), (tracker.Status, tracker.FailuresInRow));
        tracker.Record(HealthStatus.Unhealthy);
        Assert.Equal((HealthStatus.Degraded, 2), (tracker.Status, tracker.FailuresInRow));
        tracker.Record(HealthStatus.Unhealthy);
        Assert.Equal((HealthStatus.Unhealthy, 3), (tracker.Status, tracker.FailuresInRow));
    }

    [Theory]
    [InlineData(HealthStatus.Healthy)]
    [InlineData(HealthStatus.Degraded)]
    public void Any_other_status_resets_the_failures_in_a_row(HealthStatus status)
    {
        StatusTracker tracker = new(failuresBeforeError: 2, successesBeforeOk: 1, _clock);
        tracker.Record(HealthStatus.Unhealthy);

        tracker.Record(status);

        Assert.Equal((status, 0), (tracker.Status, tracker.FailuresInRow));
    }

    [Theory]
    [InlineData(HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy)]
    public void OK_shows_again_once_there_are_SuccessesBeforeOk_in_a_row(HealthStatus before)
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 3, _clock);
        tracker.Record(before);

        Assert.Null(tracker.Record(HealthStatus.Healthy));
        Assert.Equal((before, true), (tracker.Status, tracker.IsRecovering));
        Assert.Null(tracker.Record(HealthStatus.Healthy));
        Assert.NotNull(tracker.Record(HealthStatus.Healthy));
        Assert.Equal((HealthStatus.Healthy, false), (tracker.Status, tracker.IsRecovering));
    }

    [Fact]
    public void The_first_success_shows_at_once_and_so_does_a_success_while_it_is_OK()
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 3, _clock);

        tracker.Record(HealthStatus.Healthy);
        tracker.Record(HealthStatus.Healthy);

        Assert.Equal((HealthStatus.Healthy, false), (tracker.Status, tracker.IsRecovering));
    }

    [Theory]
    [InlineData(HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy)]
    public void Any_other_status_resets_the_successes_in_a_row(HealthStatus between)
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 2, _clock);
        tracker.Record(HealthStatus.Unhealthy);
        tracker.Record(HealthStatus.Healthy);
        tracker.Record(between);

        tracker.Record(HealthStatus.Healthy);

        Assert.Equal((between, true), (tracker.Status, tracker.IsRecovering));
    }

    [Fact]
    public void A_failure_while_it_recovers_leaves_it_ERROR_however_many_are_forgiven()
    {
        StatusTracker tracker = new(failuresBeforeError: 2, successesBeforeOk: 2, _clock);
        tracker.Record(HealthStatus.Unhealthy);
        tracker.Record(HealthStatus.Unhealthy);
        tracker.Record(HealthStatus.Healthy);

        Assert.Null(tracker.Record(HealthStatus.Unhealthy));
        Assert.Equal((HealthStatus.Unhealthy, 1, false), (tracker.Status, tracker.FailuresInRow, tracker.IsRecovering));
    }

    [Fact]
    public void A_WARNING_after_an_ERROR_shows_at_once()
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 3, _clock);
        tracker.Record(HealthStatus.Unhealthy);

        tracker.Record(HealthStatus.Degraded);

        Assert.Equal((HealthStatus.Degraded, false), (tracker.Status, tracker.IsRecovering));
    }

    [Fact]
    public void A_failure_can_be_shown_however_many_more_would_be_forgiven()
    {
        StatusTracker tracker = new(failuresBeforeError: 3, successesBeforeOk: 1, _clock);
        tracker.Record(HealthStatus.Unhealthy);
        _clock.Advance(TimeSpan.FromMinutes(1));

        StatusChange? change = tracker.ShowFailure();

        Assert.Equal(new StatusChange(HealthStatus.Degraded, HealthStatus.Unhealthy, TimeSpan.FromMinutes(1)), change);
        Assert.Equal((HealthStatus.Unhealthy, 1), (tracker.Status, tracker.FailuresInRow));
        Assert.Null(tracker.ShowFailure());
    }

    [Fact]
    public void A_status_that_is_no_failure_is_not_shown_as_one()
    {
        StatusTracker tracker = new(failuresBeforeError: 1, successesBeforeOk: 1, _clock);
        tracker.Record(HealthStatus.Degraded);

        Assert.Null(tracker.ShowFailure());
        Assert.Equal(HealthStatus.Degraded, tracker.Status);
    }

    /// <summary>Has a wall clock that can be set back; its timestamps go on.</summary>
    private sealed class WallClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
