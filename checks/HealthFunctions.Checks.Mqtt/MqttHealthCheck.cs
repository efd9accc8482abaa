using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HealthFunctions.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace HealthFunctions.Checks.Mqtt;

/// <summary>
/// Connects to an MQTT server, on each run anew, with a clean session and no will, pings it, and disconnects as the protocol has it.
/// It subscribes to nothing and publishes nothing.
/// </summary>
/// <remarks>Of MQTTnet it uses the packets: the whole client would keep loops of its own.</remarks>
/// <param name="options">What to connect to; valid.</param>
/// <param name="time">The clock that certificates and connection attempts are held to.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class MqttHealthCheck(MqttCheckOptions options, TimeProvider time, X509ChainPolicy? trust) : IHealthCheck
{
    private const int BufferSize = 256;
    private const int MaxBufferSize = 65_536;

    private readonly DnsEndPoint _server = HostAndPort.EndPointOf(options.Host!, MqttCheckType.PortOf(options));
    private readonly HappyEyeballs _connector = new(time);
    // At most 23 letters and digits, which every server takes.
    private readonly string _clientId = options.ClientId ?? $"health{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using Socket socket = await _connector.ConnectAsync(_server, cancellationToken).ConfigureAwait(false);
        using NetworkStream connection = new(socket, ownsSocket: false);
        try
        {
            return options.Tls
                ? await AskByTlsAsync(connection, cancellationToken).ConfigureAwait(false)
                : await AskAsync(connection, cancellationToken).ConfigureAwait(false) ?? HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is MqttProtocolViolationException or MqttCommunicationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The codec wraps the one in the other where it need not wait for the answer.
            return error.GetBaseException() is MqttProtocolViolationException
                ? HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The answer is not MQTT.", error)
                : HealthCheckResult.Unhealthy(HealthReasons.Of(error) ?? HealthReason.ConnectionLost, "The connection broke.", error);
        }
    }

    private async Task<HealthCheckResult> AskByTlsAsync(NetworkStream connection, CancellationToken cancellationToken)
    {
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

        return await AskAsync(stream, cancellationToken).ConfigureAwait(false)
            ?? CertificateExpiry.Judge(
                CertificateExpiry.EndOf((X509Certificate2)stream.RemoteCertificate!), options.CertificateExpiryWarning, time.GetUtcNow());
    }

    /// <returns>The failure; null where the server has answered as it should.</returns>
    private async Task<HealthCheckResult?> AskAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MqttStreamChannel channel = new(stream);
        using MqttChannelAdapter packets = new(
            channel, new MqttPacketFormatterAdapter(MqttProtocolVersion.V311, new MqttBufferWriter(BufferSize, MaxBufferSize)), MqttNetNullLogger.Instance);
        MqttConnectPacket connect = new()
        {
            ClientId = _clientId,
            CleanSession = true,
            Username = options.UserName,
            Password = options.Password is { } password ? Encoding.UTF8.GetBytes(password) : null,
        };
        if (Judge((MqttConnAckPacket)await AskAsync(packets, connect, cancellationToken).ConfigureAwait(false)) is { } failure)
        {
            return failure;
        }

        await AskAsync(packets, MqttPingReqPacket.Instance, cancellationToken).ConfigureAwait(false);
        await packets.SendPacketAsync(new MqttDisconnectPacket(), cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <exception cref="EndOfStreamException">The server has ended the connection.</exception>
    private static async Task<MqttPacket> AskAsync(MqttChannelAdapter packets, MqttPacket question, CancellationToken cancellationToken)
    {
        await packets.SendPacketAsync(question, cancellationToken).ConfigureAwait(false);
        MqttPacket? answer = await packets.ReceivePacketAsync(cancellationToken).ConfigureAwait(false);
        // It returns null for that too.
        cancellationToken.ThrowIfCancellationRequested();
        return answer ?? throw new EndOfStreamException("The server ended the connection.");
    }

    private static HealthCheckResult? Judge(MqttConnAckPacket answer) => answer.ReturnCode switch
    {
        MqttConnectReturnCode.ConnectionAccepted => null,
        // Servers say the one or the other of a wrong password.
        MqttConnectReturnCode.ConnectionRefusedBadUsernameOrPassword or MqttConnectReturnCode.ConnectionRefusedNotAuthorized =>
            HealthCheckResult.Unhealthy(HealthReason.Authentication, "The server did not accept the user and the password."),
        MqttConnectReturnCode.ConnectionRefusedServerUnavailable =>
            HealthCheckResult.Unhealthy(HealthReason.Unavailable, "The server is not available."),
        MqttConnectReturnCode.ConnectionRefusedIdentifierRejected =>
            HealthCheckResult.Unhealthy(HealthReason.UnexpectedStatus, "The server did not accept the ClientId."),
        MqttConnectReturnCode.ConnectionRefusedUnacceptableProtocolVersion =>
            HealthCheckResult.Unhealthy(HealthReason.UnexpectedStatus, "The server does not speak MQTT 3.1.1."),
        _ => HealthCheckResult.Unhealthy(HealthReason.UnexpectedAnswer, "The server answered with a code that MQTT 3.1.1 does not have."),
    };
}
