using System.Diagnostics.CodeAnalysis;

namespace HealthFunctions.Checks.Http;

/// <summary>Says that there is no client certificate to connect with.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It has one message.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "The check itself catches it.")]
internal sealed class ClientCertificateException(Exception cause) : Exception("The client certificate cannot be read.", cause);
