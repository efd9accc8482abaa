using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace HealthFunctions.Checks.RabbitMq;

/// <summary>Represents an open connection whose calls end when they are cancelled: then the socket is closed.</summary>
internal sealed class RabbitMqConnection : IAsyncDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromMilliseconds(500);

    private readonly IConnection _connection;
    private readonly RabbitMqSockets _sockets;
    private readonly TimeProvider _time;

    private RabbitMqConnection(IConnection connection, RabbitMqSockets sockets, TimeProvider time) =>
        (_connection, _sockets, _time) = (connection, sockets, time);

    /// <summary>Gets whether the connection is still open, as far as the client knows.</summary>
    public bool IsOpen => _connection.IsOpen;

    /// <summary>Connects and signs in.</summary>
    /// <param name="uri">A valid URI.</param>
    /// <param name="time">The clock that attempts wait by.</param>
    /// <param name="trust">Whom to trust in the system's place; null for the system's own policy.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<RabbitMqConnection> OpenAsync(string uri, TimeProvider time, X509ChainPolicy? trust, CancellationToken cancellationToken)
    {
        ConnectionFactory factory = RabbitMqUri.Parse(uri);
        // A resumed session would show the certificate of the first one.
        SslClientAuthenticationOptions? tls = factory.Ssl.Enabled
            ? new() { TargetHost = factory.HostName, AllowTlsResume = false, CertificateChainPolicy = trust }
            : null;
        RabbitMqSockets sockets = new(new DnsEndPoint(factory.HostName, factory.Endpoint.Port), tls, time);
        // The sockets have it: of TLS of its own the client would not see the end.
        factory.Ssl.Enabled = false;
        factory.SocketFactory = _ => sockets.Create();
        try
        {
            return new RabbitMqConnection(await sockets.RunAsync(factory.CreateConnectionAsync, cancellationToken).ConfigureAwait(false), sockets, time);
        }
        catch
        {
            sockets.Close();
            throw;
        }
    }

    /// <summary>Opens a channel for some calls, and closes it.</summary>
    public Task<TResult> UseChannelAsync<TResult>(Func<IChannel, CancellationToken, Task<TResult>> use, CancellationToken cancellationToken) =>
        _sockets.RunAsync(
            async cancelled =>
            {
                IChannel channel = await _connection.CreateChannelAsync(cancellationToken: cancelled).ConfigureAwait(false);
                await using (channel.ConfigureAwait(false))
                {
                    TResult result = await use(channel, cancelled).ConfigureAwait(false);
                    await channel.CloseAsync(cancelled).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // A server that is told goodbye logs no warning. One that does not answer is not waited for.
        using CancellationTokenSource limit = new(Goodbye, _time);
        using CancellationTokenRegistration end = limit.Token.UnsafeRegister(static state => ((RabbitMqSockets)state!).Close(), _sockets);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _sockets.Close();
    }
}
