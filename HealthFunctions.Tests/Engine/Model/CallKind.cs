namespace HealthFunctions.Tests.Engine.Model;

/// <summary>The ways to ask the engine.</summary>
internal enum CallKind
{
    /// <summary>One check by its name: the bare answer.</summary>
    Check,

    /// <summary>A group by its tag: the bare answer.</summary>
    Group,

    /// <summary>The framework's health check service: a report.</summary>
    Report,

    /// <summary>One check for all that is known of it. There is no caller behind it who could hang up, and no deadline but the run's.</summary>
    Result,
}
