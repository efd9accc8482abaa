using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Testing;

/// <summary>
/// A port that nobody else is given and at which nobody listens, until a server under test does. On Linux it stays bound
/// meanwhile: a server may bind it too, as long as only one of them listens. Elsewhere it is free again when it is known.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ReservedPort()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux())
        {
            _socket.Dispose();
        }
    }

    public int Number { get; }

    /// <summary>With a slash at its end.</summary>
    public string Url => $"http://127.0.0.1:{Number}/";

    public void Dispose() => _socket.Dispose();
}
