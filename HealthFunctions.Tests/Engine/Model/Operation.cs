namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Describes one thing to do to an engine.</summary>
internal abstract record Operation
{
    /// <summary>Moves the clock.</summary>
    public sealed record Advance(TimeSpan By) : Operation
    {
        public override string ToString() => $"the clock moves by {By}";
    }

    /// <summary>Calls the engine for one or more checks.</summary>
    /// <param name="Number">The call's number, from 0.</param>
    /// <param name="Kind">The kind of call.</param>
    /// <param name="Name">The name of a check, or a tag; empty for a report.</param>
    /// <param name="Checks">The numbers of the checks, in the order of their registration.</param>
    public sealed record Call(int Number, CallKind Kind, string Name, ValueList<int> Checks) : Operation
    {
        public override string ToString() => $"call {Number}: {Kind} {Name} of [{string.Join(", ", Checks.Select(EngineSetup.NameOf))}]";
    }

    /// <summary>Cancels a call.</summary>
    public sealed record HangUp(int Number) : Operation
    {
        public override string ToString() => $"call {Number} is cancelled";
    }

    /// <summary>Ends the run of a check.</summary>
    public sealed record EndRun(int Check, RunOutcome Outcome) : Operation
    {
        public override string ToString() => $"the run of {EngineSetup.NameOf(Check)} ends: {Outcome}";
    }

    /// <summary>Stops the engine.</summary>
    public sealed record Stop : Operation
    {
        public override string ToString() => "the engine stops";
    }
}

/// <summary>Names the kinds of calls.</summary>
internal enum CallKind
{
    /// <summary>The status of one check, as its route does.</summary>
    Check,

    /// <summary>The status of a group, as its route does.</summary>
    Group,

    /// <summary>A report, by the framework's health check service.</summary>
    Report,

    /// <summary>The full result of one check, past its last one. It cannot be cancelled, and has no deadline.</summary>
    Result,
}
