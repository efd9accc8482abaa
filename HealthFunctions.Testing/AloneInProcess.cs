namespace HealthFunctions.Testing;

/// <summary>Groups tests that must not run in parallel with any other test of the process.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
