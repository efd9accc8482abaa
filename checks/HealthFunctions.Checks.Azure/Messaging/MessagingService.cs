using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using HealthFunctions.Checks.Http.Identity;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HealthFunctions.Checks.Azure.Messaging;

/// <summary>Asks a namespace of Service Bus or Event Hubs, on a connection that ends with the run.</summary>
/// <param name="connection">Where the namespace is.</param>
/// <param name="credential">What the client proves by that it may ask, which is disposed of with the service.</param>
/// <param name="time">The clock that connection attempts wait by.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class MessagingService(MessagingConnection connection, MessagingCredential credential, TimeProvider time, X509ChainPolicy? trust) : IDisposable
{
    private readonly DnsEndPoint _server = new(connection.Host, connection.Port);
    private readonly HappyEyeballs _connector = new(time);

    public MessagingCredential Credential => credential;

    /// <summary>Runs a check of the namespace.</summary>
    /// <param name="probe">The run, on a connection that is open. What it throws tells why it is an ERROR.</param>
    /// <param name="cancellationToken">The token of the run.</param>
    public async Task<HealthCheckResult> RunAsync(Func<AmqpClient, CancellationToken, Task<HealthCheckResult>> probe, CancellationToken cancellationToken)
    {
        try
        {
            using Socket socket = await _connector.ConnectAsync(_server, cancellationToken).ConfigureAwait(false);
            using NetworkStream stream = new(socket, ownsSocket: false);
            return connection.IsTls
                ? await RunByTlsAsync(stream, probe, cancellationToken).ConfigureAwait(false)
                : await RunAsync(stream, probe, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException error)
        {
            if (error.Reason == HealthReason.Authentication)
            {
                credential.Reject();
            }

            return HealthCheckResult.Unhealthy(error.Reason, error.Message, error.InnerException);
        }
        catch (ManagedIdentityException error)
        {
            return HealthCheckResult.Unhealthy(HealthReason.Authentication, error.Message, error.InnerException);
        }
        catch (IOException error) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(HealthReasons.Of(error) ?? HealthReason.ConnectionLost, "The connection broke.", error);
        }
    }

    /// <summary>Gets the URI of an entity, by which tokens name it, whatever the port.</summary>
    public string ResourceOf(string scheme, string entity) => new UriBuilder(scheme, connection.Host, -1, entity).Uri.AbsoluteUri;

    public void Dispose() => credential.Dispose();

    private async Task<HealthCheckResult> RunByTlsAsync(
        NetworkStream connected, Func<AmqpClient, CancellationToken, Task<HealthCheckResult>> probe, CancellationToken cancellationToken)
    {
        using SslStream stream = new(connected);
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = connection.Host, CertificateChainPolicy = trust, AllowTlsResume = false },
                cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MessagingException(HealthReason.Tls, "The server broke the connection off before the handshake was complete.", error);
        }

        return await RunAsync(stream, probe, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HealthCheckResult> RunAsync(
        Stream stream, Func<AmqpClient, CancellationToken, Task<HealthCheckResult>> probe, CancellationToken cancellationToken)
    {
        AmqpClient client = new(stream, connection.Host);
        await client.OpenAsync(cancellationToken).ConfigureAwait(false);
        HealthCheckResult result = await probe(client, cancellationToken).ConfigureAwait(false);
        try
        {
            await client.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The server has ended the connection after its answer.
        }

        return result;
    }
}
