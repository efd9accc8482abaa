namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Names the PEM files that a server is given.</summary>
/// <param name="Authority">The certificate of the authority.</param>
/// <param name="Certificate">The certificate of the server.</param>
/// <param name="Key">Its key.</param>
internal sealed record CertificateFiles(string Authority, string Certificate, string Key);
