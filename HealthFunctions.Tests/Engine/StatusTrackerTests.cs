using HealthFunctions.Engine;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine;

/// <summary>Tests how the status of one check is tracked.</summary>
public sealed class StatusTrackerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Before_the_first_result_there_is_no_status()
    {
        StatusTracker tracker = new(failuresBeforeError: 1);

        Assert.Null(tracker.Status);
        Assert.Equal((default, 0), (tracker.Since, tracker.FailuresInRow));
    }

    [Theory]
    [InlineData(HealthStatus.Healthy)]
    [InlineData(HealthStatus.Degraded)]
    [InlineData(HealthStatus.Unhealthy)]
    public void The_first_result_is_a_change_from_null_after_zero_time(HealthStatus status)
    {
        StatusTracker tracker = new(failuresBeforeError: 1);

        StatusChange? change = tracker.Record(status, 1, Start);

        Assert.Equal(new StatusChange(null, status, TimeSpan.Zero), change);
        Assert.Equal((status, Start), (tracker.Status, tracker.Since));
    }

    [Fact]
    public void A_change_has_the_duration_of_the_status_before_it()
    {
        StatusTracker tracker = new(failuresBeforeError: 1);
        tracker.Record(HealthStatus.Healthy, 1, Start);
        tracker.Record(HealthStatus.Healthy, 1, Start.AddMinutes(1));

        StatusChange? change = tracker.Record(HealthStatus.Unhealthy, 1, Start.AddMinutes(3));

        Assert.Equal(new StatusChange(HealthStatus.Healthy, HealthStatus.Unhealthy, TimeSpan.FromMinutes(3)), change);
        Assert.Equal(Start.AddMinutes(3), tracker.Since);
    }

    [Fact]
    public void The_same_status_again_is_no_change_and_keeps_Since()
    {
        StatusTracker tracker = new(failuresBeforeError: 1);
        tracker.Record(HealthStatus.Degraded, 1, Start);

        Assert.Null(tracker.Record(HealthStatus.Degraded, 1, Start.AddMinutes(1)));
        Assert.Equal(Start, tracker.Since);
    }

    [Fact]
    public void Failures_are_WARNING_until_there_are_FailuresBeforeError_in_a_row()
    {
        StatusTracker tracker = new(failuresBeforeError: 3);

        tracker.Record(HealthStatus.Unhealthy, 1, Start);
        Assert.Equal((HealthStatus.Degraded, 1), (tracker.Status, tracker.FailuresInRow));
        tracker.Record(HealthStatus.Unhealthy, 2, Start);
        Assert.Equal((HealthStatus.Degraded, 2), (tracker.Status, tracker.FailuresInRow));
        tracker.Record(HealthStatus.Unhealthy, 3, Start);
        Assert.Equal((HealthStatus.Unhealthy, 3), (tracker.Status, tracker.FailuresInRow));
    }

    [Theory]
    [InlineData(HealthStatus.Healthy)]
    [InlineData(HealthStatus.Degraded)]
    public void Any_other_status_resets_the_failures_in_a_row(HealthStatus status)
    {
        StatusTracker tracker = new(failuresBeforeError: 2);
        tracker.Record(HealthStatus.Unhealthy, 5, Start);

        tracker.Record(status, 6, Start);

        Assert.Equal((status, 0), (tracker.Status, tracker.FailuresInRow));
    }
}
