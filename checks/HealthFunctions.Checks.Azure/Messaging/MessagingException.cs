using System.Diagnostics.CodeAnalysis;
using HealthFunctions.Health;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Says what a messaging service has against a run. Nothing in it is the service's own text.</summary>
/// <param name="reason">The reason.</param>
/// <param name="message">What happened.</param>
/// <param name="cause">The cause; null where there is no other.</param>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It has one message.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "The check itself catches it.")]
internal sealed class MessagingException(HealthReason reason, string message, Exception? cause = null) : Exception(message, cause)
{
    public HealthReason Reason => reason;
}
