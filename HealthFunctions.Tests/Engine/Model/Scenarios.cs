using CsCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Generates scenarios.</summary>
internal static class Scenarios
{
    // Few different durations, so that many things fall on the same instant.
    private static readonly Gen<TimeSpan> Timeouts = Seconds(1, 2, 3, 5);
    private static readonly Gen<TimeSpan> MaxAges = Seconds(0, 1, 2, 4, 10);
    private static readonly Gen<TimeSpan> Deadlines = Seconds(1, 2, 3, 4, 10);

    private static readonly Gen<CheckSetup> Checks = Gen.Select(
        Timeouts,
        Gen.Bool,
        MaxAges,
        Gen.OneOf(1, 1, 2, 3),
        Gen.Frequency((4, HealthStatus.Unhealthy), (1, HealthStatus.Degraded)),
        Gen.Bool,
        (timeout, warns, maxAge, failuresBeforeError, failureStatus, inSome) =>
            new CheckSetup(timeout, warns ? timeout / 2 : null, maxAge, failuresBeforeError, failureStatus, inSome));

    private static readonly Gen<EngineSetup> Engines = Gen.Select(
        Checks.Array[1, 3],
        Deadlines,
        Gen.OneOf(1, 2, 64),
        (checks, deadline, maxConcurrency) => new EngineSetup([.. checks], deadline, maxConcurrency));

    private static readonly Gen<Choice> Choices = Gen.Select(
        Gen.Frequency(
            (12, ChoiceKind.Check),
            (8, ChoiceKind.Group),
            (4, ChoiceKind.Report),
            (4, ChoiceKind.Result),
            (5, ChoiceKind.HangUp),
            (16, ChoiceKind.End),
            (18, ChoiceKind.AdvanceToEvent),
            (1, ChoiceKind.Leap),
            (1, ChoiceKind.Stop)),
        Gen.Int[0, 1000],
        Gen.Frequency(
            (4, RunEnd.Healthy), (1, RunEnd.Degraded), (3, RunEnd.Unhealthy), (2, RunEnd.Exception), (2, RunEnd.Cancellation)),
        (kind, which, end) => new Choice(kind, which, end));

    /// <summary>One thing after the other.</summary>
    public static Gen<Scenario> Sequential { get; } = Of(Gen.Const(1), 30);

    /// <summary>Now and then several things at once.</summary>
    public static Gen<Scenario> Concurrent { get; } = Of(Gen.Frequency((2, 1), (2, 2), (2, 3), (1, 4)), 14);

    private static Gen<Scenario> Of(Gen<int> atOnce, int rounds) => Gen.Select(
        Engines,
        Choices.Array[atOnce].Array[1, rounds],
        (setup, choices) => new Scenario(setup, [.. choices.Select(round => (ValueList<Choice>)[.. round])]));

    private static Gen<TimeSpan> Seconds(params int[] seconds) => Gen.OneOf(seconds).Select(value => TimeSpan.FromSeconds(value));
}
