using Microsoft.Azure.Amqp.Framing;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Holds what a frame says.</summary>
/// <param name="Command">What the other side tells.</param>
/// <param name="Payload">A message, or a part of it; empty where there is none.</param>
internal sealed record AmqpFrame(Performative Command, ArraySegment<byte> Payload);
