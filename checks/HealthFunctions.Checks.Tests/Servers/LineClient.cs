using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HealthFunctions.Testing;

namespace HealthFunctions.Checks.Tests.Servers;

/// <summary>Represents a connection to a server whose protocol is made of lines, or begins so.</summary>
internal sealed class LineClient : IAsyncDisposable
{
    private readonly TcpClient _client = new();

    private LineClient()
    {
    }

    /// <summary>Gets the bytes of both directions, in clear.</summary>
    public Stream Stream { get; private set; } = Stream.Null;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LineClient> ConnectAsync(string host, int port)
    {
        LineClient client = new();
        try
        {
            await client._client.ConnectAsync(host, port, Cancellation);
            client.Stream = client._client.GetStream();
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes to TLS and accepts the certificates for localhost of one authority.</summary>
    public async Task StartTlsAsync(CertificateAuthority authority)
    {
        using X509Certificate2 root = authority.Certificate;
        SslStream stream = new(Stream);
        Stream = stream;
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = TestCertificate.Trust(root) }, Cancellation);
    }

    /// <summary>Sends a line and reads a line.</summary>
    public async Task<string> AskAsync(string line)
    {
        await Stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), Cancellation);
        return await ReadLineAsync();
    }

    /// <summary>Reads a line, without its end.</summary>
    public async Task<string> ReadLineAsync()
    {
        StringBuilder line = new();
        while (line.Length == 0 || line[^1] != '\n')
        {
            line.Append((char)(await ReadAsync(1))[0]);
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>Reads so many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        _client.Dispose();
    }
}
