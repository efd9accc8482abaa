using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HealthFunctions.Server.Tests;

/// <summary>A certificate that it has signed itself, in files as servers read them.</summary>
internal sealed class CertificateFiles : IDisposable
{
    public const string Password = "pass phrase";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("healthfunctions-");
    private readonly HttpClientHandler _handler = new();

    public CertificateFiles()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllBytes(Pfx, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password));
        File.WriteAllText(Pem, certificate.ExportCertificatePem());
        File.WriteAllBytes(Der, certificate.Export(X509ContentType.Cert));
        using X509Certificate2 keyless = X509CertificateLoader.LoadCertificate(certificate.RawData);
        File.WriteAllBytes(KeylessPfx, keyless.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password));
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        string thumbprint = certificate.Thumbprint;
        _handler.ServerCertificateCustomValidationCallback = (_, given, _, _) => given?.Thumbprint == thumbprint;
    }

    public string Pfx => Path.Combine(_folder.FullName, "certificate.pfx");

    public string Pem => Path.Combine(_folder.FullName, "certificate.pem");

    public string Der => Path.Combine(_folder.FullName, "certificate.cer");

    public string KeylessPfx => Path.Combine(_folder.FullName, "keyless.pfx");

    public string Key => Path.Combine(_folder.FullName, "key.pem");

    /// <summary>Makes a client that trusts this certificate and no other.</summary>
    public HttpClient CreateClient(Uri address) => new(_handler, disposeHandler: false) { BaseAddress = address };

    public void Dispose()
    {
        _handler.Dispose();
        _folder.Delete(recursive: true);
    }
}
