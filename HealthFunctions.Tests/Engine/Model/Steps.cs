namespace HealthFunctions.Tests.Engine.Model;

/// <summary>What one call, run or stop can do next: one of these, each in one piece.</summary>
/// <param name="Commute">
/// Whether it comes to the same whatever everybody else does before or after, so that one order is enough to look at. To
/// deny it costs time; to claim it falsely makes the model deny what the engine may do, which the tests soon show.
/// </param>
/// <param name="Next">The states that they lead to.</param>
internal readonly record struct Steps(bool Commute, params IReadOnlyList<EngineState> Next);
