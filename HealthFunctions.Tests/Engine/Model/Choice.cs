namespace HealthFunctions.Tests.Engine.Model;

/// <summary>What to do next, told so that it can be done in whatever state the engine is.</summary>
/// <param name="Kind">The kind of operation.</param>
/// <param name="Which">Chooses among what there is to choose from.</param>
/// <param name="End">How a run ends, where one ends.</param>
internal sealed record Choice(ChoiceKind Kind, int Which, RunEnd End);
