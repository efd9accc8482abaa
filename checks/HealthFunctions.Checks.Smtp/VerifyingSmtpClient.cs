using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;

namespace HealthFunctions.Checks.Smtp;

/// <summary>Represents MailKit's client, with the certificate of the server verified as an HTTP client does, and its end kept.</summary>
internal sealed class VerifyingSmtpClient : SmtpClient
{
    private readonly X509ChainPolicy? _trust;

    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    public VerifyingSmtpClient(X509ChainPolicy? trust)
    {
        _trust = trust;
        // It asks servers on the internet, one more thing that can be down, as no other client of .NET does by default.
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = Verify;
    }

    /// <summary>Gets when the certificate of the server ends; null where the connection has none.</summary>
    public DateTimeOffset? CertificateEnd { get; private set; }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        SslClientAuthenticationOptions handshake = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        // A resumed session would show the certificate of the first one.
        handshake.AllowTlsResume = false;
        handshake.CertificateChainPolicy = _trust;
        return handshake;
    }

    private bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        CertificateEnd = certificate is X509Certificate2 known ? CertificateExpiry.EndOf(known) : null;
        return errors == SslPolicyErrors.None;
    }
}
