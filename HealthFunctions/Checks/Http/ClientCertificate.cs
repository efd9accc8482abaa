using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HealthFunctions.Checks.Http;

/// <summary>Holds the client's own certificate, as it was in its file when a run last read it.</summary>
/// <param name="path">The PFX or PEM file.</param>
/// <param name="keyPath">The PEM file of the key; null where it is in the first.</param>
/// <param name="password">The password of the PFX file, or of the key; null for none.</param>
internal sealed class ClientCertificate(string path, string? keyPath, string? password) : IDisposable
{
    private byte[] _hash = [];
    private X509Certificate2Collection _certificates = [];

    /// <summary>Gets the certificate with its chain; null before it was read.</summary>
    public SslStreamCertificateContext? Context { get; private set; }

    /// <summary>Gets where a PFX's key is kept: in memory, where the TLS of the system can use it there.</summary>
    private static X509KeyStorageFlags KeyStorage =>
        OperatingSystem.IsLinux() ? X509KeyStorageFlags.EphemeralKeySet : X509KeyStorageFlags.DefaultKeySet;

    /// <summary>Reads the files. By their content, not their times: a mounted secret changes by a link to another folder.</summary>
    /// <returns>Whether the certificate is another one than before.</returns>
    /// <exception cref="ClientCertificateException">They cannot be read, or hold no certificate with its key.</exception>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            byte[] file = await SmallFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            byte[] keyFile = keyPath is null ? [] : await SmallFile.ReadAsync(keyPath, cancellationToken).ConfigureAwait(false);
            byte[] hash = [.. SHA256.HashData(file), .. SHA256.HashData(keyFile)];
            if (hash.AsSpan().SequenceEqual(_hash))
            {
                return false;
            }

            Use(Load(file, keyFile));
            _hash = hash;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ClientCertificateException(error);
        }
    }

    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _certificates)
        {
            certificate.Dispose();
        }
    }

    /// <summary>Takes certificates, the client's own first. Connections that know those before need them no more once they are made.</summary>
    private void Use(X509Certificate2Collection certificates)
    {
        // Offline: the chain is what the file has, and nobody is asked for more of it.
        Context = SslStreamCertificateContext.Create(certificates[0], [.. certificates.Skip(1)], offline: true);
        Dispose();
        _certificates = certificates;
    }

    private X509Certificate2Collection Load(byte[] file, byte[] keyFile)
    {
        if (file.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            return LoadPem(Encoding.UTF8.GetString(file), keyPath is null ? null : Encoding.UTF8.GetString(keyFile));
        }

        X509Certificate2Collection all = X509CertificateLoader.LoadPkcs12Collection(file, password, KeyStorage);
        X509Certificate2 own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException("The file holds no certificate with its private key.");
        all.Remove(own);
        all.Insert(0, own);
        return all;
    }

    private X509Certificate2Collection LoadPem(string text, string? keyText)
    {
        X509Certificate2Collection all = [];
        all.ImportFromPem(text);
        if (all.Count == 0)
        {
            throw new CryptographicException("The file holds no certificate.");
        }

        X509Certificate2 own = password is null
            ? X509Certificate2.CreateFromPem(text, keyText ?? text)
            : X509Certificate2.CreateFromEncryptedPem(text, keyText ?? text, password);
        if (OperatingSystem.IsWindows())
        {
            // The TLS of Windows cannot use a key that is in memory alone.
            using X509Certificate2 inMemory = own;
            own = X509CertificateLoader.LoadPkcs12(inMemory.Export(X509ContentType.Pfx), password: null, KeyStorage);
        }

        all[0].Dispose();
        all[0] = own;
        return all;
    }
}
