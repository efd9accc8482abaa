using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HealthFunctions.Testing;

/// <summary>Makes certificates that nobody trusts, and the policy that does.</summary>
internal static class TestCertificate
{
    /// <summary>Makes a certificate that began yesterday.</summary>
    /// <param name="life">The time from now to its end.</param>
    /// <param name="host">The host whose it is.</param>
    public static X509Certificate2 Create(TimeSpan life, string host = "localhost")
    {
        using RSA key = RSA.Create(2048);
        // Chains are built by the names of issuers: no two certificates share theirs.
        CertificateRequest request = new($"CN={host}, O={Guid.NewGuid()}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now + life);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    public static X509ChainPolicy Trust(params X509Certificate2[] certificates)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(certificates);
        return policy;
    }
}
