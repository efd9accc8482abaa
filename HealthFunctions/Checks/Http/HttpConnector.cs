using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace HealthFunctions.Checks.Http;

/// <summary>Opens the connections of an HTTP client.</summary>
/// <param name="connector">Connects to a host with several addresses.</param>
internal sealed class HttpConnector(HappyEyeballs connector)
{
    /// <summary>Connects, unless the run ends before, whose request it is for.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream owns the socket, and the client the stream.")]
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        CancellationToken ofRun = HttpHop.Of(context.InitialRequestMessage)?.Cancelled ?? CancellationToken.None;
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ofRun);
        Socket socket = await connector.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
