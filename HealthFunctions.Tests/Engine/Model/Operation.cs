namespace HealthFunctions.Tests.Engine.Model;

/// <summary>What the world does to an engine.</summary>
internal abstract record Operation
{
    /// <summary>The clock moves on.</summary>
    public sealed record Advance(TimeSpan By) : Operation
    {
        public override string ToString() => $"the clock moves by {By}";
    }

    /// <summary>Somebody asks for one or more checks.</summary>
    /// <param name="Number">The call's number, from 0.</param>
    /// <param name="Kind">The way.</param>
    /// <param name="Name">What the call names: a check, a tag, or nothing for a report.</param>
    /// <param name="Checks">The checks that it is about, in the order of their registration.</param>
    public sealed record Call(int Number, CallKind Kind, string Name, ValueList<int> Checks) : Operation
    {
        public override string ToString() => $"call {Number}: {Kind} {Name} of [{string.Join(", ", Checks.Select(EngineSetup.NameOf))}]";
    }

    /// <summary>A caller hangs up.</summary>
    public sealed record HangUp(int Number) : Operation
    {
        public override string ToString() => $"call {Number} hangs up";
    }

    /// <summary>A check's run ends.</summary>
    public sealed record End(int Check, RunEnd How) : Operation
    {
        public override string ToString() => $"the run of {EngineSetup.NameOf(Check)} ends: {How}";
    }

    /// <summary>The engine stops.</summary>
    public sealed record Stop : Operation
    {
        public override string ToString() => "the engine stops";
    }
}
