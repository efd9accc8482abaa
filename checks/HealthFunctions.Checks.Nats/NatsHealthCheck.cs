using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NATS.Client.Core;

namespace HealthFunctions.Checks.Nats;

/// <summary>Connects to a NATS server, on each run anew, which ends with a PING and its PONG. It subscribes to nothing and publishes nothing.</summary>
/// <param name="options">What to connect to; valid.</param>
/// <param name="time">The clock that connection attempts are held to.</param>
/// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
internal sealed class NatsHealthCheck(NatsCheckOptions options, TimeProvider time, X509ChainPolicy? trust) : IHealthCheck
{
    private const int DefaultPort = 4222;

    /// <summary>Limits the client's own waits: what ends a run is its token.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly DnsEndPoint _server = new(options.Url!.IdnHost, options.Url.IsDefaultPort || options.Url.Port < 0 ? DefaultPort : options.Url.Port);
    private readonly HappyEyeballs _connector = new(time);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using Socket socket = await _connector.ConnectAsync(_server, cancellationToken).ConfigureAwait(false);
        NatsSocket connection = new(socket);
        await using (connection.ConfigureAwait(false))
        {
            // The client connects by no token. Without its socket it ends whatever it does.
            using CancellationTokenRegistration end = cancellationToken.UnsafeRegister(static owned => ((Socket)owned!).Dispose(), socket);
            return await AskAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HealthCheckResult> AskAsync(NatsSocket connection, CancellationToken cancellationToken)
    {
        NatsConnection client = new(OptionsOf(connection));
        await using (client.ConfigureAwait(false))
        {
            try
            {
                await client.ConnectAsync().ConfigureAwait(false);
                return HealthCheckResult.Healthy();
            }
            catch (NatsException error)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return NatsFailure.Judge(error, connection);
            }
        }
    }

    private NatsOpts OptionsOf(NatsSocket connection) => new()
    {
        Url = $"{options.Url!.Scheme}://{(_server.Host.Contains(':', StringComparison.Ordinal) ? $"[{_server.Host}]" : _server.Host)}:{_server.Port}",
        Name = "HealthFunctions",
        AuthOpts = new NatsAuthOpts
        {
            Username = options.UserName,
            Password = options.Password,
            Token = options.Token,
            CredsFile = options.CredentialsFile,
        },
        TlsOpts = new NatsTlsOpts
        {
            Mode = options.Url!.Scheme == "tls" ? TlsMode.Require : TlsMode.Prefer,
            ConfigureClientAuthentication = handshake =>
            {
                handshake.CertificateChainPolicy = trust;
                return ValueTask.CompletedTask;
            },
        },
        // The other mode subscribes when it connects.
        RequestReplyMode = NatsRequestReplyMode.SharedInbox,
        SocketConnectionFactory = connection,
        ConnectTimeout = Longest,
    };
}
