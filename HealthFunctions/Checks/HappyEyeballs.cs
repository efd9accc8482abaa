using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Checks;

/// <summary>
/// Opens a TCP connection to a host that may have several addresses, in the manner of RFC 8305 (Happy Eyeballs): IPv6 and
/// IPv4 by turns, the next one after a quarter of a second or as soon as the one before has failed. The first to connect is
/// taken, and the others are closed. So an address that never answers costs a quarter of a second, not the check's timeout.
/// </summary>
/// <param name="time">The clock that the attempts wait by.</param>
/// <param name="resolve">Finds the addresses of a host; null for the system's way.</param>
internal sealed class HappyEyeballs(TimeProvider time, Func<DnsEndPoint, CancellationToken, Task<IPEndPoint[]>>? resolve = null)
{
    /// <summary>The "Connection Attempt Delay" that RFC 8305 recommends.</summary>
    private static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    private readonly Func<DnsEndPoint, CancellationToken, Task<IPEndPoint[]>> _resolve = resolve ?? ResolveAsync;

    /// <summary>Connects to a host.</summary>
    /// <exception cref="SocketException">The host is unknown, or none of its addresses can be connected to: the error of the last.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, in the middle of whatever it was.</exception>
    public async Task<Socket> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        // The system's resolver cannot be interrupted: it is left behind.
        IPEndPoint[] addresses = await _resolve(host, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        return addresses.Length == 1
            ? await AttemptAsync(addresses[0], cancellationToken).ConfigureAwait(false)
            : await RaceAsync(Interleave(addresses), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Orders addresses so that the families take turns, the family of the system's first choice first.</summary>
    internal static IPEndPoint[] Interleave(IPEndPoint[] addresses) =>
    [
        .. addresses
            .GroupBy(address => address.AddressFamily)
            .SelectMany((family, place) => family.Select((address, turn) => (address, turn, place)))
            .OrderBy(item => (item.turn, item.place))
            .Select(item => item.address),
    ];

    private static async Task<IPEndPoint[]> ResolveAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await HostName.ResolveAsync(host.Host, cancellationToken).ConfigureAwait(false);
        return [.. addresses.Select(address => new IPEndPoint(address, host.Port))];
    }

    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed",
        Justification = "The source is cancelled before it is disposed of, and what is left of the attempts needs no more of it.")]
    private async Task<Socket> RaceAsync(IPEndPoint[] addresses, CancellationToken cancellationToken)
    {
        using CancellationTokenSource race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<Socket>> attempts = [];
        try
        {
            for (int next = 0; ;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                attempts.Add(AttemptAsync(addresses[next++], race.Token));
                if (await WaitAsync(attempts, isLast: next == addresses.Length, race.Token).ConfigureAwait(false) is { } connected)
                {
                    return connected;
                }
            }
        }
        finally
        {
            await race.CancelAsync().ConfigureAwait(false);
            foreach (Task<Socket> attempt in attempts)
            {
                _ = CloseAsync(attempt);
            }
        }
    }

    /// <summary>Waits until an attempt succeeds, or until it is the next address's turn. Attempts that have ended leave the list.</summary>
    /// <returns>The connection; null where it is the next address's turn.</returns>
    private async Task<Socket?> WaitAsync(List<Task<Socket>> attempts, bool isLast, CancellationToken cancellationToken)
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] turn = isLast ? [] : [Task.Delay(AttemptDelay, time, waiting.Token)];
        try
        {
            do
            {
                if (await Task.WhenAny([.. attempts, .. turn]).ConfigureAwait(false) is not Task<Socket> ended)
                {
                    return null;
                }

                attempts.Remove(ended);
                if (ended.IsCompletedSuccessfully || (isLast && attempts.Count == 0))
                {
                    return await ended.ConfigureAwait(false);
                }
            }
            while (isLast);
            return null;
        }
        finally
        {
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task<Socket> AttemptAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task CloseAsync(Task<Socket> attempt)
    {
        try
        {
            (await attempt.ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // It has lost anyway.
        }
    }
}
