using System.Security.Cryptography.X509Certificates;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents the temporary folder of one server, which is deleted with it.</summary>
internal sealed class ServerFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("healthfunctions-");

    /// <summary>Gets the full path.</summary>
    public string Name => _folder.FullName;

    /// <summary>Returns the full path of a file of the folder.</summary>
    public string PathOf(string file) => Path.Combine(Name, file);

    /// <summary>Writes a text file, which only the owner can read.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string file, string text)
    {
        string path = PathOf(file);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }

    /// <summary>Writes the certificate of the authority and one for localhost, with its key.</summary>
    public CertificateFiles WriteCertificates(CertificateAuthority authority)
    {
        using X509Certificate2 certificate = authority.Issue();
        return new CertificateFiles(
            Write("ca.pem", authority.Pem),
            Write("server.pem", certificate.ExportCertificatePem()),
            Write("server.key", certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
