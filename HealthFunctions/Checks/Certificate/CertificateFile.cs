using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HealthFunctions.Checks.Certificate;

/// <summary>Reads the certificate of a file, whatever its format.</summary>
internal static class CertificateFile
{
    /// <summary>Reads the certificate that a server would show: the first, or in a PFX that with the key.</summary>
    /// <exception cref="IOException">The file cannot be read, or is too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="CryptographicException">The file holds no certificate, or the password is wrong.</exception>
    public static async Task<X509Certificate2> ReadAsync(string path, string? password, CancellationToken cancellationToken)
    {
        byte[] bytes = await SmallFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            return ReadPem(Encoding.UTF8.GetString(bytes));
        }

        if (bytes.Length == 0)
        {
            throw new CryptographicException("The file is empty.");
        }

        return X509Certificate2.GetCertContentType(bytes) == X509ContentType.Pfx
            ? X509CertificateLoader.LoadPkcs12(bytes, password, KeyStorage)
            : X509CertificateLoader.LoadCertificate(bytes);
    }

    /// <summary>Gets where the key, which nobody needs here, is kept: in memory, where the system can do that.</summary>
    private static X509KeyStorageFlags KeyStorage =>
        OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;

    private static X509Certificate2 ReadPem(ReadOnlySpan<char> text)
    {
        while (PemEncoding.TryFind(text, out PemFields pem))
        {
            if (text[pem.Label] is "CERTIFICATE")
            {
                return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text[pem.Base64Data].ToString()));
            }

            text = text[pem.Location.End..];
        }

        throw new CryptographicException("The file holds no certificate.");
    }
}
