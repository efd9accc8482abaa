namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents Azurite with https. It then also takes bearer tokens: any whose audience, issuer and times fit, whoever signed it.
/// </summary>
public sealed class AzuriteTlsServer : AzuriteServer
{
    private protected override string Scheme => "https";

    private protected override IEnumerable<string> Options =>
        ["--cert", Certificates.Certificate, "--key", Certificates.Key, "--oauth", "basic"];
}
