namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Makes the scheduled steps of a round concrete, for the state that the engine is in.</summary>
internal static class StepResolver
{
    /// <summary>More concurrent calls test nothing more, but the number of orders to search grows exponentially.</summary>
    private const int MaxConcurrentCalls = 5;

    /// <summary>Returns the operations of one round. A step that is impossible now, or together with the others, is left out.</summary>
    public static IReadOnlyList<Operation> Resolve(this ReferenceEngine state, IEnumerable<ScheduledStep> steps)
    {
        List<Operation> operations = [];
        foreach (ScheduledStep step in steps)
        {
            if (state.Resolve(step, operations) is { } operation)
            {
                operations.Add(operation);
            }
        }

        // The clock moves first, with both engines; timers that are due fire at the same time as the other operations.
        return [.. operations.OfType<Operation.Advance>(), .. operations.Where(operation => operation is not Operation.Advance)];
    }

    private static Operation? Resolve(this ReferenceEngine state, ScheduledStep step, List<Operation> others)
    {
        int checks = state.Setup.Checks.Count;
        int call = state.Calls.Count + others.OfType<Operation.Call>().Count();
        bool isCallLimitReached = call - state.Calls.Count(other => other.Answer is not null) >= MaxConcurrentCalls;
        int check = step.Which % checks;
        switch (step.Kind)
        {
            case StepKind.Check or StepKind.Group or StepKind.Report or StepKind.Result when isCallLimitReached:
                return null;
            case StepKind.Check:
                return new Operation.Call(call, CallKind.Check, EngineSetup.NameOf(check), [check]);
            case StepKind.Result:
                return new Operation.Call(call, CallKind.Result, EngineSetup.NameOf(check), [check]);
            case StepKind.Group:
                ValueList<int> tagged = [.. Enumerable.Range(0, checks).Where(number => state.Setup.Checks[number].HasSecondTag)];
                return step.Which % 3 == 0 && tagged.Count > 0
                    ? new Operation.Call(call, CallKind.Group, EngineSetup.SecondTag, tagged)
                    : new Operation.Call(call, CallKind.Group, EngineSetup.AllTag, [.. Enumerable.Range(0, checks)]);
            case StepKind.Report:
                int selected = step.Which % (1 << checks);
                return new Operation.Call(
                    call, CallKind.Report, string.Empty, [.. Enumerable.Range(0, checks).Where(number => (selected & (1 << number)) != 0)]);
            case StepKind.HangUp:
                return Pick(step.Which, others, Enumerable.Range(0, state.Calls.Count)
                    .Where(number => state.Calls[number] is { Answer: null, Kind: not CallKind.Result })
                    .Select(number => new Operation.HangUp(number)));
            case StepKind.EndRun:
                return Pick(step.Which, others, Enumerable.Range(0, checks)
                    .Where(number => state.RunningRun(number) is not null && !others.OfType<Operation.EndRun>().Any(end => end.Check == number))
                    .Select(number => new Operation.EndRun(number, step.Outcome)));
            case StepKind.AdvanceToEvent or StepKind.AdvanceFar when !others.OfType<Operation.Advance>().Any():
                TimeSpan by = step.Kind == StepKind.AdvanceFar ? state.GetFarAdvance() : state.GetAdvance(step.Which);
                return by > TimeSpan.Zero ? new Operation.Advance(by) : null;
            case StepKind.Stop:
                return new Operation.Stop();
            default:
                return null;
        }
    }

    private static Operation? Pick(int which, List<Operation> others, IEnumerable<Operation> among)
    {
        Operation[] possible = [.. among.Except(others)];
        return possible.Length == 0 ? null : possible[which % possible.Length];
    }
}

/// <summary>Chooses how far to move the clock.</summary>
/// <remarks>
/// Never far past the time by which the first waiting call must be answered: the other calls would be answered in the same
/// round, and the number of orders to search would grow exponentially.
/// </remarks>
internal static class ClockAdvance
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    // The timers of tasks count whole milliseconds.
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns the time to one of the next events, or to a millisecond before or after it.</summary>
    public static TimeSpan GetAdvance(this ReferenceEngine state, int which)
    {
        TimeSpan last = state.FirstDeadline() ?? TimeSpan.MaxValue;
        TimeSpan[] events = [.. state.FindEvents().Append(last).Where(time => time > state.Now && time <= last).Distinct().Order()];
        TimeSpan chosen = events[which / 3 % events.Length];
        return chosen == TimeSpan.MaxValue ? OneHour : chosen + (((which % 3) - 1) * Millisecond) - state.Now;
    }

    /// <summary>Returns an hour, or zero while a call waits.</summary>
    public static TimeSpan GetFarAdvance(this ReferenceEngine state) => state.FirstDeadline() is null ? OneHour : TimeSpan.Zero;

    /// <summary>Finds the time by which the first waiting call must be answered; null where none waits.</summary>
    private static TimeSpan? FirstDeadline(this ReferenceEngine state)
    {
        CallState[] waiting = [.. state.Calls.Where(call => call.Answer is null)];
        if (waiting.Length == 0)
        {
            return null;
        }

        // Of all runs: a call may wait for the slot of another check's.
        IEnumerable<TimeSpan?> timeouts = state.Checks.Zip(state.Setup.Checks)
            .SelectMany(check => check.First.Runs.Where(run => run is { Alive: true, Answer: null }).Select(run => run.CalledAt + check.Second.Timeout));
        IEnumerable<TimeSpan?> deadlines = waiting
            .Where(call => call.HasDeadline)
            .Select(call => (TimeSpan?)(call.StartedAt + state.Setup.Deadline));
        return timeouts.Concat(deadlines).Min();
    }

    /// <summary>Finds when results expire, when runs reach WarnAfter, their timeout or the grace after it, and when stops end.</summary>
    private static IEnumerable<TimeSpan> FindEvents(this ReferenceEngine state)
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
                    yield return (run.CalledAt + setup.Timeout) ?? TimeSpan.Zero;
                    yield return (run.CalledAt + setup.WarnAfter) ?? TimeSpan.Zero;
                }
            }
        }

        foreach (StopState stop in state.Stops)
        {
            yield return stop.GraceEnds ?? TimeSpan.Zero;
        }
    }
}
