using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Tls;

/// <summary>Connects to a TLS server, on each run anew, and verifies its certificate as an HTTP client does.</summary>
/// <remarks>
/// What cannot be reached, ends the handshake or has a certificate that is not trusted throws, or runs into the engine's
/// deadline: ERROR too.
/// </remarks>
/// <param name="options">What to connect to; valid.</param>
/// <param name="time">The clock that certificates and connection attempts are held to.</param>
/// <param name="connector">Opens connections; null for the usual one.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class TlsHealthCheck(TlsCheckOptions options, TimeProvider time, HappyEyeballs? connector = null, X509ChainPolicy? trust = null)
    : IHealthCheck
{
    private readonly DnsEndPoint _server = HostAndPort.EndPointOf(options.Host!, options.Port);
    private readonly HappyEyeballs _connector = connector ?? new HappyEyeballs(time);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using Socket socket = await _connector.ConnectAsync(_server, cancellationToken).ConfigureAwait(false);
        using NetworkStream connection = new(socket, ownsSocket: false);
        using SslStream stream = new(connection);
        // A resumed session would show the certificate of the first one.
        SslClientAuthenticationOptions handshake = new() { TargetHost = _server.Host, AllowTlsResume = false, CertificateChainPolicy = trust };
        try
        {
            await stream.AuthenticateAsClientAsync(handshake, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Tls, "The server broke the connection off before the handshake was complete.", error);
        }

        return CertificateExpiry.Judge(
            CertificateExpiry.EndOf((X509Certificate2)stream.RemoteCertificate!), options.CertificateExpiryWarning, time.GetUtcNow());
    }
}
