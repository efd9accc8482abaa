using System.Net.Sockets;
using System.Text;

namespace HealthFunctions.Testing;

/// <summary>Represents one connection of a <see cref="ScriptedServer"/>.</summary>
/// <param name="socket">The connection.</param>
/// <param name="number">Its number, from 0.</param>
internal sealed class ScriptedConnection(Socket socket, int number) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public int Number { get; } = number;

    /// <summary>Gets the bytes of both directions.</summary>
    public Stream Stream => _stream;

    /// <summary>Gets the requests so far, with their headers.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Reads a request without a body.</summary>
    /// <exception cref="IOException">There is none: the client has closed the connection.</exception>
    public async Task ReadRequestAsync()
    {
        StringBuilder request = new();
        byte[] next = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(next);
            request.Append((char)next[0]);
        }

        Requests.Add(request.ToString());
    }

    /// <summary>Reads so many bytes, each as one character.</summary>
    /// <exception cref="IOException">The client has closed the connection before.</exception>
    public async Task<string> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>Waits until the client closes the connection.</summary>
    public async Task ReadToEndAsync() => await _stream.CopyToAsync(Stream.Null);

    /// <summary>Writes a text, each of its characters as one byte.</summary>
    public Task WriteAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>Writes a response that keeps the connection.</summary>
    public Task RespondAsync() => WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    /// <summary>Writes a response with a body, after which the connection is to be closed.</summary>
    public Task RespondAsync(string body, string contentType = "application/json", int status = 200) => WriteAsync(
        $"HTTP/1.1 {status} x\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>Passes everything on to another server, and back, as a proxy does.</summary>
    public async Task RelayAsync(string host, int port)
    {
        using TcpClient server = new(host, port);
        await Task.WhenAll(_stream.CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(_stream));
    }

    /// <summary>Closes the connection with a reset.</summary>
    public void Reset()
    {
        // The stream would say goodbye first.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close(0);
    }

    public void Dispose() => _stream.Dispose();
}
