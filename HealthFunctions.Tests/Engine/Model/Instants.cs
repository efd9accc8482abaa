namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Where to move the clock to.</summary>
/// <remarks>
/// Never far past the instant at which the first of those who wait must be answered: the others would be answered along
/// with it, in orders by the thousand.
/// </remarks>
internal static class Instants
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromHours(1);

    // The timers of tasks count whole milliseconds, so less makes no difference that anybody is promised.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>How far it is to one of the instants that matter, or just before it or after it.</summary>
    public static TimeSpan Advance(this EngineState state, int which)
    {
        TimeSpan last = state.FirstEnd() ?? TimeSpan.MaxValue;
        TimeSpan[] instants = [.. state.OfChecks().Append(last).Where(instant => instant > state.Now && instant <= last).Distinct().Order()];
        TimeSpan chosen = instants[which / 3 % instants.Length];
        return chosen == TimeSpan.MaxValue ? LongAfter : chosen + (((which % 3) - 1) * Tick) - state.Now;
    }

    /// <summary>How far the clock may leap: not at all while somebody waits.</summary>
    public static TimeSpan Leap(this EngineState state) => state.FirstEnd() is null ? LongAfter : TimeSpan.Zero;

    /// <summary>When the first of those who wait must be answered; null where nobody waits.</summary>
    private static TimeSpan? FirstEnd(this EngineState state)
    {
        CallState[] waiting = [.. state.Calls.Where(call => call.Answer is null)];
        IEnumerable<TimeSpan> timeouts = waiting
            .SelectMany(call => call.Parts)
            .Where(part => part.Stage == PartStage.Joined && state.Run(part.Run!.Value).Answer is null)
            .Select(part => state.Run(part.Run!.Value).StartedAt + state.Setup.Checks[part.Check].Timeout);
        IEnumerable<TimeSpan> deadlines = waiting
            .Where(call => call.Kind != CallKind.Result)
            .Select(call => call.Came + state.Setup.Deadline);
        return timeouts.Concat(deadlines).Min(end => (TimeSpan?)end);
    }

    /// <summary>When results expire, runs miss their timeouts, are slow, fail once more or count as hung, and when a stop waits no longer.</summary>
    private static IEnumerable<TimeSpan> OfChecks(this EngineState state)
    {
        foreach ((CheckState check, CheckSetup setup) in state.Checks.Zip(state.Setup.Checks))
        {
            if (check.Latest is { } latest)
            {
                yield return latest.At + setup.MaxAge;
            }

            foreach (RunState run in check.Runs)
            {
                yield return run.GraceEnds ?? TimeSpan.Zero;
                if (run.Alive)
                {
                    yield return run.StartedAt + (setup.Timeout * (1 + ((state.Now - run.StartedAt).Ticks / setup.Timeout.Ticks)));
                    yield return (run.BegunAt + setup.WarnAfter) ?? TimeSpan.Zero;
                }
            }
        }

        foreach (StopState stop in state.Stops)
        {
            yield return stop.GraceEnds ?? TimeSpan.Zero;
        }
    }
}
