namespace HealthFunctions.Checks.Tests.Conformance;

/// <summary>Says what a check is to probe, for its conformance tests.</summary>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Password">The password, which the server may not know.</param>
/// <param name="Tls">Whether the check must ask for TLS and verify the certificate.</param>
public sealed record Target(string Host, int Port, string Password, bool Tls = false);
