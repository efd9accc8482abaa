namespace HealthFunctions.Endpoint;

/// <summary>What a host tells the endpoint of a request.</summary>
/// <param name="Method">The HTTP method, in capitals: <c>GET</c>.</param>
/// <param name="Path">
/// The decoded path below whatever prefix the host adds: <c>/_system/check/db</c>. Compared without case; one slash may follow.
/// </param>
/// <param name="Query">The query as it was sent, with or without its question mark. The default is none.</param>
public readonly record struct HealthRequest(string Method, string Path, string? Query = null);
