using System.Net;

namespace HealthFunctions.Checks.SqlServer;

/// <summary>Opens the connections of a check, with a client that blocks a thread while it does so, which no token ends.</summary>
internal sealed class Openings : IDisposable
{
    /// <summary>
    /// Limits how many attempts of earlier runs may hang. The limit of time of the client ends them, but not within a TLS
    /// handshake: there it waits for as long as the server keeps the connection.
    /// </summary>
    private const int Most = 3;

    private readonly HappyEyeballs _dialer = new(TimeProvider.System);
    private readonly SemaphoreSlim _free = new(Most);

    /// <summary>Opens a connection, once fewer attempts than the limit hang.</summary>
    /// <param name="server">The server; null where its name does not tell a TCP port.</param>
    /// <param name="open">Opens, and blocks.</param>
    /// <param name="cancellationToken">Ends what comes before that.</param>
    /// <exception cref="System.Net.Sockets.SocketException">No connection to the server is possible.</exception>
    public async Task OpenAsync(DnsEndPoint? server, Action open, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (server is not null)
            {
                // The client does not tell why it cannot connect. This connection does, and is closed at once.
                (await _dialer.ConnectAsync(server, cancellationToken).ConfigureAwait(false)).Dispose();
            }

            await Task.Factory.StartNew(open, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Disposes of nothing that an attempt that hangs still needs.</summary>
    public void Dispose()
    {
        if (_free.CurrentCount == Most)
        {
            _free.Dispose();
        }
    }
}
