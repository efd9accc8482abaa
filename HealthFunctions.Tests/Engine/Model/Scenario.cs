using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Describes an engine and the rounds of steps to take with it.</summary>
/// <remarks>
/// The steps of one round happen at the same time, on threads of their own. The clock moves before them and stands still
/// meanwhile; timers that are due then fire at the same time as the other steps.
/// </remarks>
internal sealed record Scenario(EngineSetup Setup, ValueList<ValueList<ScheduledStep>> Rounds)
{
    public int StepCount => Rounds.Sum(round => round.Count);

    /// <summary>Returns the scenario without one step.</summary>
    /// <param name="step">The number of the step among those of all rounds, from 0.</param>
    public Scenario Without(int step)
    {
        int number = 0;
        IEnumerable<ValueList<ScheduledStep>> rounds = Rounds.Select(round => (ValueList<ScheduledStep>)[.. round.Where(_ => number++ != step)]).ToArray();
        return this with { Rounds = [.. rounds.Where(round => round.Count > 0)] };
    }
}

/// <summary>Describes an engine: its checks and settings.</summary>
internal sealed record EngineSetup(ValueList<CheckSetup> Checks, TimeSpan Deadline, int MaxConcurrency)
{
    /// <summary>The tag of all checks.</summary>
    public const string AllTag = "all";

    /// <summary>The tag of those checks with <see cref="CheckSetup.HasSecondTag"/>.</summary>
    public const string SecondTag = "some";

    public static string NameOf(int check) => $"{(char)('a' + check)}";

    public override string ToString() =>
        $"  Deadline {Deadline}, MaxConcurrency {MaxConcurrency}\n{string.Concat(Checks.Select((check, number) => $"  {NameOf(number)}: {check}\n"))}";
}

/// <summary>Describes a check: its registration and settings.</summary>
/// <param name="Timeout">As in the registration.</param>
/// <param name="WarnAfter">As in the settings.</param>
/// <param name="MaxAge">As in the settings.</param>
/// <param name="FailuresBeforeError">As in the settings.</param>
/// <param name="SuccessesBeforeOk">As in the settings.</param>
/// <param name="FailureStatus">As in the registration.</param>
/// <param name="HasSecondTag">Whether it has the tag <see cref="EngineSetup.SecondTag"/> too.</param>
internal sealed record CheckSetup(
    TimeSpan Timeout, TimeSpan? WarnAfter, TimeSpan MaxAge, int FailuresBeforeError, int SuccessesBeforeOk, HealthStatus FailureStatus, bool HasSecondTag);

/// <summary>Describes a step before the state is known in which it is taken. <see cref="StepResolver"/> makes it concrete.</summary>
/// <param name="Kind">The kind of step.</param>
/// <param name="Which">Selects a check, call, run or time, as an index into those that there are then.</param>
/// <param name="Outcome">How the run ends, for <see cref="StepKind.EndRun"/>.</param>
internal sealed record ScheduledStep(StepKind Kind, int Which, RunOutcome Outcome);

/// <summary>Names the kinds of steps.</summary>
internal enum StepKind
{
    Check,
    Group,
    Report,
    Result,
    HangUp,
    EndRun,

    /// <summary>Move the clock to the time of the next event, or just before or after it.</summary>
    AdvanceToEvent,

    /// <summary>Move the clock by an hour.</summary>
    AdvanceFar,

    Stop,
}

/// <summary>Names the ways in which the code of a check can end.</summary>
internal enum RunOutcome
{
    Healthy,
    Degraded,
    Unhealthy,

    /// <summary>It throws an exception that is no health exception.</summary>
    Exception,

    /// <summary>It throws <see cref="OperationCanceledException"/> for its token, whether or not that was cancelled.</summary>
    Cancellation,
}
