namespace HealthFunctions.Tests.Engine.Model;

internal enum ChoiceKind
{
    Check,
    Group,
    Report,
    Result,
    HangUp,
    End,

    /// <summary>The clock moves to where something happens, or just before or after it.</summary>
    AdvanceToEvent,

    /// <summary>The clock leaps, past whatever should have happened meanwhile.</summary>
    Leap,

    Stop,
}
