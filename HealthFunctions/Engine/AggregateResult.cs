using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <summary>Holds the result of one call, for a check or a group.</summary>
/// <param name="Status">The check's status, or the worst of the group.</param>
/// <param name="Properties">The public properties of a single check, as a JSON object; empty for none.</param>
/// <param name="Age">The age of the oldest result that was not measured for this call; null where all were.</param>
internal readonly record struct AggregateResult(HealthStatus Status, ReadOnlyMemory<byte> Properties, TimeSpan? Age);
