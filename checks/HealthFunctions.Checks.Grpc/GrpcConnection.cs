using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using HealthService = Grpc.Health.V1.Health;

namespace HealthFunctions.Checks.Grpc;

/// <summary>Represents a channel to a server and its connection, which serve all runs until one fails.</summary>
internal sealed class GrpcConnection : IAsyncDisposable
{
    /// <summary>Limits the life of a kept connection, so that a new address of the host is found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    private readonly HappyEyeballs _connector;
    private readonly CancellationTokenSource _closed = new();
    private readonly GrpcChannel _channel;
    private WatchedStream? _stream;

    /// <param name="url">The server.</param>
    /// <param name="connector">Opens connections.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The channel disposes of its handler.")]
    public GrpcConnection(Uri url, HappyEyeballs connector, X509ChainPolicy? trust)
    {
        _connector = connector;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                // A resumed session would show the certificate of the first one.
                AllowTlsResume = false,
                CertificateChainPolicy = trust,
                RemoteCertificateValidationCallback = Verify,
            },
            // With a callback of ours the channel connects when it is called, and keeps no loop that does so by itself.
            ConnectCallback = ConnectAsync,
        };
        _channel = GrpcChannel.ForAddress(url, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = 1024,
        });
        Health = new HealthService.HealthClient(_channel);
    }

    public HealthService.HealthClient Health { get; }

    /// <summary>Gets or sets whether the server has answered by this connection.</summary>
    public bool HasAnswered { get; set; }

    /// <summary>Gets whether the server has ended the connection.</summary>
    public bool IsEnded => _stream is { IsEnded: true };

    /// <summary>Gets when the certificate of the server ends; null before a handshake, and without one.</summary>
    public DateTimeOffset? CertificateEnd { get; private set; }

    public async ValueTask DisposeAsync()
    {
        // The handler would go on to connect.
        await _closed.CancelAsync().ConfigureAwait(false);
        _channel.Dispose();
        _stream?.Dispose();
        _closed.Dispose();
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream owns the socket, and the handler the stream.")]
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
        Socket socket = await _connector.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
        return _stream = new WatchedStream(socket, ownsSocket: true);
    }

    private bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        CertificateEnd = certificate is X509Certificate2 known ? CertificateExpiry.EndOf(known) : null;
        return errors == SslPolicyErrors.None;
    }
}
