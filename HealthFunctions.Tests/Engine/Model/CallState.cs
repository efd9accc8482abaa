namespace HealthFunctions.Tests.Engine.Model;

/// <summary>One call.</summary>
internal sealed record CallState(CallKind Kind, TimeSpan Came)
{
    public ValueList<PartState> Parts { get; init; } = [];

    /// <summary>Whether it had to wait since it last looked at all that it shares.</summary>
    public bool Waited { get; init; }

    /// <summary>Whether the caller is about to be gone.</summary>
    public bool HangsUp { get; init; }

    /// <summary>The answer, as <see cref="Answers"/> writes it; null while the caller waits.</summary>
    public string? Answer { get; init; }
}
