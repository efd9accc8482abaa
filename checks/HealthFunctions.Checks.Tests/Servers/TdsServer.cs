using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>
/// Represents a stand-in for SQL Server, which does not run here, in the process of the tests: as much of its protocol
/// ([MS-TDS]) as a login and a query of one value need, with and without TLS, on one port.
/// </summary>
public sealed class TdsServer : RealServer
{
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private X509Certificate2? _certificate;
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _sessions;

    /// <summary>Gets the port.</summary>
    public int Port { get; private set; }

    /// <summary>Gets the name of the one database.</summary>
    public string Database { get; } = "health";

    /// <summary>Gets the name of the user.</summary>
    public string User { get; } = "health";

    /// <summary>Gets the password of the user.</summary>
    public string Password { get; } = Canary.Create();

    /// <summary>Gets the path of the certificate of the server, a PEM file.</summary>
    public string CertificateFile => Certificates.Certificate;

    /// <summary>Gets how many connections the server has had.</summary>
    internal int Sessions => Volatile.Read(ref _sessions);

    /// <summary>Gets how many queries the server works at.</summary>
    internal int Working { get; set; }

    internal X509Certificate2 Certificate => _certificate!;

    private protected override Task PrepareAsync()
    {
        Port = ReservePort();
        using X509Certificate2 withoutStore = X509Certificate2.CreateFromPemFile(Certificates.Certificate, Certificates.Key);
        _certificate = X509CertificateLoader.LoadPkcs12(withoutStore.Export(X509ContentType.Pfx), password: null);
        return Task.CompletedTask;
    }

    private protected override Task BeginAsync()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
        return Task.CompletedTask;
    }

    private protected override async Task EndAsync()
    {
        _listener?.Dispose();
        await _accepting;
        foreach (TcpClient connection in _connections.Keys)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_connections.Values);
        _connections.Clear();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                _connections[client] = ServeAsync(client, Interlocked.Increment(ref _sessions));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client, int session)
    {
        using (client)
        {
            try
            {
                await new TdsSession(this, session).ServeAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client has closed the connection, or the server was stopped.
            }
        }

        _connections.TryRemove(client, out _);
    }
}
