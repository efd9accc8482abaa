using System.Net;
using System.Net.Sockets;
using System.Text;
using HealthFunctions.Testing;

namespace HealthFunctions.Server.Tests;

/// <summary>A connection to the app that a test writes to and reads from byte by byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(AppProcess app)
    {
        RawConnection connection = new();
        await connection._socket.ConnectAsync(IPAddress.Loopback, app.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken).AsTask();

    /// <summary>Sends a GET with more header lines, each with its line end, and a body.</summary>
    public Task GetAsync(string path, string headers = "", string body = "") => SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n{body}");

    /// <summary>Says that nothing more will be sent.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads one answer, to the end of its body.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        StringBuilder text = new();
        while (!text.ToString().EndsWith("true}", StringComparison.Ordinal))
        {
            string part = await ReadAsync();
            Assert.False(part.Length == 0, $"The connection was closed after '{text}'.");
            text.Append(part);
        }

        return text.ToString();
    }

    /// <summary>Reads until the app closes the connection, kindly or not.</summary>
    /// <returns>What it sent before.</returns>
    public async Task<string> ReadToEndAsync()
    {
        StringBuilder text = new();
        try
        {
            while (await ReadAsync() is { Length: > 0 } part)
            {
                text.Append(part);
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed, with bytes of ours unread.
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReadAsync()
    {
        byte[] buffer = new byte[4096];
        int read = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
