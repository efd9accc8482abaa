namespace HealthFunctions.Tests.Engine.Model;

/// <summary>
/// The reference model: all that there is to an engine, at one instant. What happens to it then is in
/// <see cref="CallSteps"/>, <see cref="RunSteps"/> and <see cref="StopSteps"/>.
/// </summary>
/// <remarks>
/// Each step is one piece that nothing can part, and what can happen at the same instant happens in any order: the model
/// says all that an engine may do. Where the promises are silent, a remark that begins so tells how they were read.
/// </remarks>
internal sealed record EngineState(EngineSetup Setup)
{
    /// <summary>The time since the beginning.</summary>
    public TimeSpan Now { get; init; }

    public ValueList<CheckState> Checks { get; init; } = [.. Setup.Checks.Select(_ => new CheckState())];

    /// <summary>How many more runs may be under way.</summary>
    public int FreePlaces { get; init; } = Setup.MaxConcurrency;

    /// <summary>Runs that wait for a place. The promises are silent on who is next: here the one that has waited longest.</summary>
    public ValueList<RunId> Queue { get; init; } = [];

    public ValueList<CallState> Calls { get; init; } = [];

    public ValueList<StopState> Stops { get; init; } = [];

    public RunState Run(RunId id) => Checks[id.Check].Runs[id.Number];

    public EngineState With(int check, CheckState changed) => this with { Checks = Checks.With(check, changed) };

    public EngineState With(RunId id, RunState changed) =>
        With(id.Check, Checks[id.Check] with { Runs = Checks[id.Check].Runs.With(id.Number, changed) });

    /// <summary>The run of a check that is alive.</summary>
    public RunId? Alive(int check) =>
        Checks[check].Runs is [.., { Alive: true }] runs ? new RunId(check, runs.Count - 1) : null;

    /// <summary>The run of a check whose own code is under way.</summary>
    public RunId? UnderWay(int check) =>
        Checks[check].Runs is [.., { Stage: RunStage.Running }] runs ? new RunId(check, runs.Count - 1) : null;

    /// <summary>The last result of a check, if it may still answer: until it is MaxAge old.</summary>
    public Verdict? Fresh(int check) => Checks[check].Latest is { } latest && Now - latest.At < Setup.Checks[check].MaxAge ? latest : null;

    /// <summary>How many timers the engine may have: none where nobody waits and nothing is under way, so an idle app does nothing.</summary>
    public int MostTimers =>
        Calls.Count(call => call is { Answer: null, Kind: not CallKind.Result })
        + Stops.Count(stop => Now < stop.GraceEnds)
        + Setup.Checks.Zip(Checks).Sum(check => check.Second.Runs.Count(run => run.MayHaveTimer(check.First, Now)))
        + Checks.Sum(check => check.Runs.Count(run => run.GraceEnds is not null));

    /// <summary>Lets something happen; what follows from it are steps.</summary>
    public EngineState Let(Operation operation) => operation switch
    {
        Operation.Advance(TimeSpan by) => this with { Now = Now + by },
        Operation.Call call => this.Come(call),
        Operation.HangUp(int call) => this with { Calls = Calls.With(call, Calls[call] with { HangsUp = true }) },
        Operation.End(int check, RunEnd how) => With(UnderWay(check)!.Value, Run(UnderWay(check)!.Value) with { End = how }),
        Operation.Stop => this with { Stops = Stops.Add(new StopState()) },
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
