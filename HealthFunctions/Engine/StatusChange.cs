using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Engine;

/// <param name="From">The status until now; null for a check that never ran.</param>
/// <param name="To">The status from now on.</param>
/// <param name="After">How long <paramref name="From"/> lasted.</param>
internal readonly record struct StatusChange(HealthStatus? From, HealthStatus To, TimeSpan After);
