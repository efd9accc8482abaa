using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Http.Identity;

/// <summary>Says that no token of the managed identity can be had.</summary>
/// <param name="why">Why not.</param>
/// <param name="cause">The cause; null where there is no other.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It has one message.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "The check itself catches it.")]
internal sealed class ManagedIdentityException(string why, Exception? cause = null) : Exception($"No token of the managed identity: {why}.", cause);
