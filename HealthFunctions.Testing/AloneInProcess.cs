namespace HealthFunctions.Testing;

/// <summary>Tests that must have the process to themselves.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
