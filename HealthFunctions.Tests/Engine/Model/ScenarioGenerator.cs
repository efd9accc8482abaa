using CsCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Generates random scenarios.</summary>
internal static class ScenarioGenerator
{
    // Few different durations, so that many events fall on the same time.
    private static readonly Gen<TimeSpan> Timeouts = Seconds(1, 2, 3, 5);
    private static readonly Gen<TimeSpan> MaxAges = Seconds(0, 1, 2, 4, 10);
    private static readonly Gen<TimeSpan> Deadlines = Seconds(1, 2, 3, 4, 10);

    private static readonly Gen<CheckSetup> Checks = Gen.Select(
        Timeouts,
        Gen.Bool,
        MaxAges,
        Gen.OneOf(1, 1, 2, 3),
        Gen.OneOf(1, 1, 2, 3),
        Gen.Frequency((4, HealthStatus.Unhealthy), (1, HealthStatus.Degraded)),
        Gen.Bool,
        (timeout, warns, maxAge, failuresBeforeError, successesBeforeOk, failureStatus, hasSecondTag) =>
            new CheckSetup(timeout, warns ? timeout / 2 : null, maxAge, failuresBeforeError, successesBeforeOk, failureStatus, hasSecondTag));

    private static readonly Gen<EngineSetup> Engines = Gen.Select(
        Checks.Array[1, 3],
        Deadlines,
        Gen.OneOf(1, 2, 64),
        (checks, deadline, maxConcurrency) => new EngineSetup([.. checks], deadline, maxConcurrency));

    private static readonly Gen<ScheduledStep> Steps = Gen.Select(
        Gen.Frequency(
            (12, StepKind.Check),
            (8, StepKind.Group),
            (4, StepKind.Report),
            (4, StepKind.Result),
            (5, StepKind.HangUp),
            (16, StepKind.EndRun),
            (18, StepKind.AdvanceToEvent),
            (1, StepKind.AdvanceFar),
            (1, StepKind.Stop)),
        Gen.Int[0, 1000],
        Gen.Frequency(
            (4, RunOutcome.Healthy), (1, RunOutcome.Degraded), (3, RunOutcome.Unhealthy), (2, RunOutcome.Exception), (2, RunOutcome.Cancellation)),
        (kind, which, outcome) => new ScheduledStep(kind, which, outcome));

    /// <summary>Generates scenarios of up to 30 rounds of one step.</summary>
    public static Gen<Scenario> Sequential { get; } = Create(Gen.Const(1), 30);

    /// <summary>Generates scenarios of up to 14 rounds of one to four steps.</summary>
    public static Gen<Scenario> Concurrent { get; } = Create(Gen.Frequency((2, 1), (2, 2), (2, 3), (1, 4)), 14);

    private static Gen<Scenario> Create(Gen<int> stepsPerRound, int rounds) => Gen.Select(
        Engines,
        Steps.Array[stepsPerRound].Array[1, rounds],
        (setup, steps) => new Scenario(setup, [.. steps.Select(round => (ValueList<ScheduledStep>)[.. round])]));

    private static Gen<TimeSpan> Seconds(params int[] seconds) => Gen.OneOf(seconds).Select(value => TimeSpan.FromSeconds(value));
}
