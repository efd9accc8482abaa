using System.Net;
using System.Net.Sockets;

namespace HealthFunctions.Testing;

/// <summary>
/// Makes a local address that answers no attempt to connect: at it listens a socket that accepts nothing, whose queue is full.
/// Linux then drops whatever asks for a connection.
/// </summary>
internal sealed class BlackHole : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public BlackHole()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems refuse a connection where the queue of a listener is full.");
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(listener);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        Address = (IPEndPoint)listener.LocalEndPoint!;
        // A queue of 0 holds one. The second one stays on its way.
        for (int i = 0; i < 2; i++)
        {
            Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = i == 0 };
            _sockets.Add(client);
            try
            {
                client.Connect(Address);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
            }
        }
    }

    public IPEndPoint Address { get; }

    /// <summary>Accepts what asks for a connection, from now on: the system asks again by itself, about a second after it did so first.</summary>
    public void Open()
    {
        Socket listener = _sockets[0];
        _ = Task.Run(async () =>
        {
            while (true)
            {
                _ = await listener.AcceptAsync();
            }
        });
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
